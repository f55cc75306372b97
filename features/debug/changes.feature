Feature: Changes to an org that is being debugged
  Code that is debugged must stay as it is. What is saved in the org is refused meanwhile; what changes the code all the
  same ends the session.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT

  @DEBUG-36
  Rule: Installing or uninstalling a package, or a change that recompiles the org, kills the debugging session

    Example: A package is uninstalled
      Given it is 09:10 on Tuesday
      When Nia of Acme UAT uninstalls Quill
      Then Nia of Acme UAT is let in under POWER-08
      And the audit log of Acme UAT gains only
        | event               | at               | user | delegate user | reason   |
        | package.uninstalled | 2031-03-04 09:10 | Nia  |               |          |
        | debug.ended         | 2031-03-04 09:10 | Nia  | Sam           | hot swap |

    Example: A package is installed
      Given Nia of Acme UAT uninstalled Quill
      And Sam is debugging Acme UAT
      And it is 09:10 on Tuesday
      When Nia of Acme UAT installs version 3.2.0 of Quill
      Then Nia of Acme UAT is let in under LICENSE-15
      And the audit log of Acme UAT gains only
        | event             | at               | user | delegate user | reason   |
        | package.installed | 2031-03-04 09:10 | Nia  |               |          |
        | debug.ended       | 2031-03-04 09:10 | Nia  | Sam           | hot swap |

    Example: The engineer deploys from the project
      When Sam saves InvoiceReminder to the server from "Acme UAT" as
        """
        public class InvoiceReminder {}
        """
      Then Sam is let in under DEBUG-42
      And the debugging session of Sam was over at 09:00 on Tuesday: "hot swap"

    Example: A package is upgraded
      Given Ledger Labs released version 1.6.0 of Ledger
      When Nia of Acme UAT installs version 1.6.0 of Ledger
      Then the debugging session of Sam was over at 09:00 on Tuesday: "hot swap"

    Example: In another org it kills nothing
      When Nia uninstalls Quill
      Then Nia is let in under POWER-08
      And the debugging session of Sam goes on

    Example: An orphan is killed as well
      Given Sam closed the IDE
      When Nia of Acme UAT uninstalls Quill
      Then the debugging session of Sam was over at 09:00 on Tuesday: "hot swap"

  @DEBUG-37
  Rule: During a debugging session no code, permission or schema can be saved in the org

    Example: Code
      When Nia of Acme UAT saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then Nia of Acme UAT is refused under DEBUG-37 because "Apex source cannot be saved while a debugging session runs in Acme UAT"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act              |
        | power.refused | Nia  |               | save Apex source |
      And the debugging session of Sam goes on

    Example: Code, asked beforehand
      When Nia of Acme UAT asks whether Nia of Acme UAT may save InvoiceReminder
      Then Nia of Acme UAT would be refused under DEBUG-37
      And the answer turns round at 10:00 on Tuesday under POWER-08

    Example: Managed code is read-only, whoever debugs
      When Nia of Acme UAT asks whether Nia of Acme UAT may save InvoiceService
      Then Nia of Acme UAT would be refused under POWER-11
      And the answer does not turn round by itself

    Example: Preferences
      When Nia of Acme UAT sets the session timeout of Acme UAT to 60 minutes
      Then Nia of Acme UAT is refused under DEBUG-37 because "Session Settings cannot be saved while a debugging session runs in Acme UAT"

    Example: Login Access Policies are preferences, too
      When Nia of Acme UAT turns the any-user switch on
      Then Nia of Acme UAT is refused under DEBUG-37 because "Login Access Policies cannot be saved while a debugging session runs in Acme UAT"

    Example: Who could not save them anyway is told that
      When Omar of Acme UAT turns the any-user switch on
      Then Omar of Acme UAT is refused under GRANT-19

    Example: A user's own consent is none, and can be taken back at any moment
      When Nia of Acme UAT takes login access back from Ledger Labs
      Then Nia of Acme UAT is let in under GRANT-07

    @wire
    Example: Nor is a user's record
      When Nia of Acme UAT freezes Omar of Acme UAT
      Then Nia of Acme UAT is let in under POWER-08

    Example: An orphan is in the way as well
      Given Sam closed the IDE
      When Nia of Acme UAT saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then Nia of Acme UAT is refused under DEBUG-37

    Example: In another org everything is saved
      When Nia saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then Nia is let in under POWER-08

    Example: Once the session is over
      Given Sam stopped the debugging session
      When Nia of Acme UAT saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then Nia of Acme UAT is let in under POWER-08

    @wire
    Example: Records are no metadata
      When Nia of Acme UAT sets Days__c of the setting "Reminder" to "7"
      Then Nia of Acme UAT is let in under POWER-08

    Scenario Outline: With the policy metadataSaveDuringDebug <policy>
      Given the policy metadataSaveDuringDebug is <policy>
      When Nia of Acme UAT saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then Nia of Acme UAT is <answer> under <rule>
      And the debugging session of Sam <outcome>

      Examples:
        | policy                 | answer  | rule     | outcome                                  |
        | refuseSaveKillOnDeploy | refused | DEBUG-37 | goes on                                  |
        | killOnSave             | let in  | POWER-08 | was over at 09:00 on Tuesday: "hot swap" |

    Example: What a save that kills leaves
      Given the policy metadataSaveDuringDebug is killOnSave
      When Nia of Acme UAT saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then the audit log of Acme UAT gains only
        | event              | user | delegate user | what        | reason   |
        | power.code-changed | Nia  |               |             |          |
        | org.recompiled     | Nia  |               | Apex source |          |
        | debug.ended        | Nia  | Sam           |             | hot swap |
