Feature: The project of an engineer
  The IDE makes a project of the start link and downloads the code to debug. The code is the subscriber's, so it is to be
  deleted afterwards.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT

  @DEBUG-13
  Rule: Setting up the project takes seven steps and replaces an older project at that place

    Example: All steps
      Given Sam prepared a partner debugging session
      When Sam sets up the project "uat"
      Then the steps of the set-up are
        | step                                            | did                                                                                                 |
        | create the project                              | uat                                                                                                 |
        | store the configuration                         | isvDebuggerSid, isvDebuggerUrl, instanceUrl and the org's namespace                                 |
        | retrieve unpackaged Apex                        | InvoiceReminder                                                                                     |
        | convert it                                      | InvoiceReminder                                                                                     |
        | list the installed packages                     | Ledger, Quill                                                                                       |
        | retrieve the packages                           | ledg.InvoiceLine, ledg.InvoiceService, ledg.RoundingService, ledg.InvoiceTrigger, quil.QuoteService |
        | convert each and write the launch configuration | connectType ISV_DEBUGGER                                                                            |
      And the audit log of Acme UAT gains only
        | event                 | user | delegate user | path | unpackaged          | packaged                                                                                | skeletons             | rule     |
        | debug.code-downloaded | Nia  | Sam           | uat  | ["InvoiceReminder"] | ["ledg.InvoiceLine","ledg.InvoiceService","ledg.RoundingService","ledg.InvoiceTrigger"] | ["quil.QuoteService"] | DEBUG-13 |
      And the audit log of Ledger Labs gains only
        | event             | user | delegate user | path |
        | debug.duty-opened | Sam  |               | uat  |

    Example: Asked beforehand, with a start link
      Given Sam prepared a partner debugging session
      When the operator asks whether Sam may set up a project as Nia of Acme UAT
      Then Sam would be let in under DEBUG-13

    Example: Asked beforehand, without one
      When the operator asks whether Sam may set up a project as Nia of Acme UAT
      Then Sam would be refused under DEBUG-23

    Example: The customer asks for herself
      When Nia of Acme UAT asks whether Nia of Acme UAT may set up a project
      Then Nia of Acme UAT would be refused under DEBUG-10

    Example: An older project at that place is replaced
      Given Sam set up the project "uat"
      When Sam sets up the project "uat"
      Then Sam is let in under DEBUG-13
      And the audit log of Acme UAT gains only
        | event                 | user | delegate user | path | how      |
        | debug.code-deleted    | Sam  |               | uat  | replaced |
        | debug.code-downloaded | Nia  | Sam           | uat  |          |

    Example: The older one held the code of another subscriber
      Given a Full sandbox Test of Globex was made
      And Gwen of Globex Test granted Ledger Labs login access for 1 week
      And Sam set up the project "work"
      And Sam returned from Acme UAT to the subscriber overview
      And Sam works in the own org again
      And Sam is logged in as Gwen of Globex Test
      And Sam prepared a partner debugging session
      When Sam sets up the project "work"
      Then Sam is let in under DEBUG-13
      And the audit log of Acme UAT gains only
        | event              | user | delegate user | path | how      |
        | debug.code-deleted | Sam  |               | work | replaced |
      And the audit log of Globex Test gains only
        | event                 | user | delegate user | path |
        | debug.code-downloaded | Gwen | Sam           | work |

    Example: Another place replaces nothing
      Given Sam set up the project "uat"
      And Sam prepared a partner debugging session
      When Sam sets up the project "elsewhere"
      Then the audit log of Acme UAT gains only
        | event                 | path      |
        | debug.code-downloaded | elsewhere |

  @DEBUG-43
  Rule: The downloaded project holds the publisher's packages, the subscriber's own Apex and skeletons of other packages

    Example: What the engineer gets
      Given Sam prepared a partner debugging session
      When Sam sets up the project "uat"
      Then the project holds
        | kind    | name            | namespace | form     |
        | class   | InvoiceReminder |           | full     |
        | class   | InvoiceLine     | ledg      | full     |
        | class   | InvoiceService  | ledg      | full     |
        | class   | RoundingService | ledg      | full     |
        | trigger | InvoiceTrigger  | ledg      | full     |
        | class   | QuoteService    | quil      | skeleton |
      And QuoteService is in the project as
        """
        global with sharing class QuoteService {
            global static String render(String customer, Decimal total);
        }
        """

    Example: What the engineer of the other package gets
      Given Nia of Acme UAT granted Quill Inc login access for 1 week
      And Quentin is logged in as Nia of Acme UAT
      And Quentin prepared a partner debugging session
      When Quentin sets up the project "uat"
      Then the project holds
        | kind  | name            | namespace | form     |
        | class | InvoiceReminder |           | full     |
        | class | InvoiceService  | ledg      | skeleton |
        | class | QuoteService    | quil      | full     |

    Example: With packaged code alone
      Given the policy codeDownload is packagedOnly
      And Sam prepared a partner debugging session
      When Sam sets up the project "uat"
      Then the project holds
        | kind    | name            | namespace | form |
        | class   | InvoiceLine     | ledg      | full |
        | class   | InvoiceService  | ledg      | full |
        | class   | RoundingService | ledg      | full |
        | trigger | InvoiceTrigger  | ledg      | full |

  @DEBUG-42
  Rule: What is saved from the downloaded project changes the subscriber's org

    Background:
      Given Sam set up the project "uat"

    Example: The org's own code
      When Sam saves InvoiceReminder to the server from "uat" as
        """
        public class InvoiceReminder {}
        """
      Then Sam is let in under DEBUG-42
      And the code of InvoiceReminder in Acme UAT reads
        """
        public class InvoiceReminder {}
        """
      And the audit log of Acme UAT gains only
        | event              | user | delegate user | name            | what                       | rule     |
        | power.code-changed | Nia  | Sam           | InvoiceReminder |                            | DEBUG-42 |
        | org.recompiled     | Nia  | Sam           |                 | Apex class InvoiceReminder | DEBUG-42 |

    Example: The next download has it
      Given Sam saved InvoiceReminder to the server from "uat" as
        """
        public class InvoiceReminder {}
        """
      And Sam prepared a partner debugging session
      When Sam sets up the project "again"
      Then InvoiceReminder is in the project as
        """
        public class InvoiceReminder {}
        """

    Example: Managed code is read-only, to its publisher as well
      When Sam saves RoundingService to the server from "uat" as
        """
        public class RoundingService {}
        """
      Then Sam is refused under POWER-11 because "Apex class RoundingService belongs to the managed package Ledger and is read-only in Acme UAT"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                |
        | debug.refused | Nia  | Sam           | deploy Apex source |

    Example: A project that is not there changes nothing
      When Sam saves InvoiceReminder to the server from "elsewhere" as
        """
        public class InvoiceReminder {}
        """
      Then Sam is refused under DEBUG-15

  @DEBUG-45
  Rule: Downloaded code is to be deleted after debugging, and the duty stays open until that is recorded

    Example: From the download on
      Given Sam set up the project "uat"
      When Sam looks up what downloaded code is to be deleted
      Then the downloaded code to be deleted is
        | engineer               | subscriber | path | since                |
        | sam@ledgerlabs.example | Acme UAT   | uat  | 2031-03-04 09:00 UTC |

    Example: Neither the end of the session nor that of the login closes it
      Given Sam is debugging Acme UAT
      And Sam stopped the debugging session
      And Sam returned from Acme UAT to the subscriber overview
      When Sam looks up what downloaded code is to be deleted
      Then the downloaded code to be deleted is
        | engineer               | subscriber | path     | since                |
        | sam@ledgerlabs.example | Acme UAT   | Acme UAT | 2031-03-04 09:00 UTC |

    Example: Nor does the end of the sandbox
      Given Sam set up the project "uat"
      And the sandbox Acme UAT was refreshed
      When Lena looks up what downloaded code is to be deleted
      Then the downloaded code to be deleted is
        | engineer               | subscriber   | path | since                |
        | sam@ledgerlabs.example | Old Acme UAT | uat  | 2031-03-04 09:00 UTC |

    Example: Recording the deletion closes it
      Given Sam set up the project "uat"
      When Sam records that the project "uat" is deleted
      Then Sam is let in under DEBUG-45
      And the audit log of Acme UAT gains only
        | event              | user | delegate user | path | how      | rule     |
        | debug.code-deleted | Sam  |               | uat  | recorded | DEBUG-45 |
      And the audit log of Ledger Labs gains only
        | event             | user | delegate user | path | rule     |
        | debug.duty-closed | Sam  |               | uat  | DEBUG-45 |

    Example: Then nothing is left to do
      Given Sam set up the project "uat"
      And Sam recorded that the project "uat" is deleted
      When Sam looks up what downloaded code is to be deleted
      Then no downloaded code is to be deleted

    Example: What is deleted cannot be deleted again
      Given Sam set up the project "uat"
      And Sam recorded that the project "uat" is deleted
      When Sam records that the project "uat" is deleted
      Then Sam is told 'no project whose code is to be deleted at "uat"'

    Example: An administrator of the publisher sees to the duties of all engineers
      Given Sam set up the project "uat"
      When Lena looks up what downloaded code is to be deleted
      Then the downloaded code to be deleted is
        | engineer               | subscriber | path | since                |
        | sam@ledgerlabs.example | Acme UAT   | uat  | 2031-03-04 09:00 UTC |

    Example: The subscriber's administrator sees who holds the code of the org
      Given Sam set up the project "uat"
      When Nia of Acme UAT looks up what downloaded code is to be deleted
      Then the downloaded code to be deleted is
        | engineer               | subscriber | path | since                |
        | sam@ledgerlabs.example | Acme UAT   | uat  | 2031-03-04 09:00 UTC |

    Scenario Outline: It is no matter of <who>
      Given Sam set up the project "uat"
      When <who> looks up what downloaded code is to be deleted
      Then no downloaded code is to be deleted

      Examples:
        | who              |
        | Tess             |
        | Omar of Acme UAT |
        | Nia              |
        | Quentin          |
