Feature: Subscriber debug logs
  Without any login a publisher can let a subscriber see the Apex of a namespace, until it is switched off again.

  @POWER-18
  Rule: With subscriber debug logs switched on, a package's Apex is visible to the subscriber until they are switched off

    Example: Switching on is on record in the subscriber's org
      When Sam switches on the subscriber debug logs of "Ledger" in Acme Corp
      Then Sam is let in under POWER-18
      And the audit log of Acme Corp gains only
        | event                   | user | delegate user | namespace | on   |
        | lmo.debug-logs-switched | Sam  |               | ledg      | true |
      And subscriber debug logs in Acme Corp are on for "Ledger"

    @wire
    Example: While they are on, the customer sees the code
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      When Nia views the code of RoundingService
      Then Nia is let in under POWER-02
      And Nia sees the whole source of RoundingService

    @wire
    Example: While they are on, the customer sees what the package logs
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And Nia set the status of invoice "4711" to "Draft" with debugging
      When Nia views the debug log of "Update ledg__Invoice__c"
      Then the log reads
        """
        66.0 APEX_CODE,FINEST;APEX_PROFILING,FINEST;CALLOUT,FINEST;DB,FINEST;NBA,FINEST;SYSTEM,FINEST;VALIDATION,FINEST;VISUALFORCE,FINEST;WAVE,FINEST;WORKFLOW,FINEST
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|DML_BEGIN|[EXTERNAL]|Op:Update|Type:ledg__Invoice__c|Rows:1
        09:00:00.0 (2000)|CODE_UNIT_STARTED|[EXTERNAL]|ledg.InvoiceTrigger on trigger event BeforeUpdate
        09:00:00.0 (3000)|CODE_UNIT_FINISHED|ledg.InvoiceTrigger on trigger event BeforeUpdate
        09:00:00.0 (4000)|VARIABLE_ASSIGNMENT|[EXTERNAL]|ledg__Status__c|"Draft"
        09:00:00.0 (5000)|DML_END|[EXTERNAL]
        09:00:00.0 (6000)|EXECUTION_FINISHED
        """

    @wire
    Example: What the customer sees, an agent who is no engineer sees, too
      Given Nia granted Ledger Labs login access for 1 week
      And Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And Tess is logged in as Nia
      When Tess views the code of RoundingService
      Then Tess is let in under POWER-02

    @wire
    Example: They open no other namespace
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      When Nia views the code of QuoteService
      Then Nia is refused under POWER-02

    @wire
    Example: They open no protected setting
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      When Nia reads the setting "Rounding"
      Then Nia is refused under POWER-04

    @wire
    Example: They open no other org
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      When Nia of Acme UAT views the code of RoundingService
      Then Nia of Acme UAT is refused under POWER-02

    @wire
    Example: Once they are switched off, the code is hidden again
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And Sam switched off the subscriber debug logs of "Ledger" in Acme Corp
      When Nia views the code of RoundingService
      Then Nia is refused under POWER-02

    Example: Switching off is on record, too
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      When Sam switches off the subscriber debug logs of "Ledger" in Acme Corp
      Then Sam is let in under POWER-18
      And the audit log of Acme Corp gains only
        | event                   | user | delegate user | namespace | on    |
        | lmo.debug-logs-switched | Sam  |               | ledg      | false |

    Example: It takes an agent in the License Management Org
      When Nia switches on the subscriber debug logs of "Ledger" in Acme Corp
      Then Nia is refused under LMO-01
      And subscriber debug logs in Acme Corp are off

    Example: An org that is no subscriber of the publisher
      When Quentin switches on the subscriber debug logs of "Ledger" in Globex
      Then Quentin is refused under LMO-18
      And the audit log of Globex gains nothing
      And the audit log of Quill Inc gains only
        | event       | user    | act                          |
        | lmo.refused | Quentin | switch subscriber debug logs |

  @POWER-19
  Rule: For a second-generation package the debug-log switch covers every package of the namespace

    Example: The agent is asked to confirm what would be covered, and nothing is switched yet
      Given Acme Corp also has the 2GP package "Ledger Analytics" beside "Ledger"
      When Sam asks to switch on the subscriber debug logs of "Ledger" in Acme Corp
      Then Sam is asked to confirm for "Ledger, Ledger Analytics"
      And the audit log of Acme Corp gains nothing
      And subscriber debug logs in Acme Corp are off

    Example: The other package is covered, wanted or not
      Given Acme Corp also has the 2GP package "Ledger Analytics" beside "Ledger"
      When Sam switches on the subscriber debug logs of "Ledger" in Acme Corp
      Then Sam is let in under POWER-18
      And subscriber debug logs in Acme Corp are on for "Ledger, Ledger Analytics"

    Example: Packages of other namespaces are not covered
      When Sam asks to switch on the subscriber debug logs of "Ledger" in Acme Corp
      Then Sam is asked to confirm for "Ledger"

    Example: A first-generation package stands alone
      Given Acme Corp also has the 1GP package "Ledger Classic" beside "Ledger"
      When Sam switches on the subscriber debug logs of "Ledger Classic" in Acme Corp
      Then Sam is let in under POWER-18
      And subscriber debug logs in Acme Corp are on for "Ledger Classic"

  @POWER-20 @wire
  Rule: What is hidden from the customer is hidden while the debug-log switch is off, as it is by default

    Scenario Outline: As installed, nobody having switched: <act>
      When Nia <act>
      Then Nia is refused under <rule>

      Examples:
        | act                                                  | rule     |
        | views the code of RoundingService                    | POWER-02 |
        | views what Ledger logged in "InvoiceReminder.remind" | POWER-03 |

    Scenario Outline: With the switch on: <act>
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And Nia set the status of invoice "4711" to "Draft" with debugging
      When Nia <act>
      Then Nia is let in under <rule>

      Examples:
        | act                                                   | rule     |
        | views the code of RoundingService                     | POWER-02 |
        | views what Ledger logged in "Update ledg__Invoice__c" | POWER-03 |
