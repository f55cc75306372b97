Feature: Managed code
  A publisher's engineer sees the code of the publisher's own packages, as it runs in the subscriber's org. Everybody
  else sees what callers need: the signatures of global members.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Nia granted Quill Inc login access for 1 week

  @POWER-02 @wire
  Rule: The code of a managed package can be viewed with login access, and not by the customer

    Example: The agent sees it whole, and that is on record
      Given Sam is logged in as Nia
      When Sam views the code of RoundingService
      Then Sam is let in under POWER-02
      And Sam sees the whole source of RoundingService
      And the audit log of Acme Corp gains only
        | event             | user | delegate user | entity     | name            | namespace | rule     |
        | power.code-viewed | Nia  | Sam           | Apex class | RoundingService | ledg      | POWER-02 |

    Example: The administrator of the customer is refused
      When Nia views the code of RoundingService
      Then Nia is refused under POWER-02 because "Apex class RoundingService is code of the managed package Ledger, hidden from Acme Corp"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act              | target                     |
        | power.refused | Nia  |               | view Apex source | Apex class RoundingService |

    Example: Triggers are code, too
      When Nia views the code of InvoiceTrigger
      Then Nia is refused under POWER-02 because "Apex trigger InvoiceTrigger is code of the managed package Ledger, hidden from Acme Corp"

    Example: The customer's own code is no managed code
      When Nia views the code of InvoiceReminder
      Then Nia is let in under POWER-08
      And Nia sees the whole source of InvoiceReminder
      And the audit log of Acme Corp gains nothing

    Example: What there is can be listed by both
      When Nia lists the Apex code
      Then the Apex code listed is
        | name            | namespace |
        | InvoiceReminder |           |
        | InvoiceLine     | ledg      |
        | InvoiceService  | ledg      |
        | RoundingService | ledg      |
        | InvoiceTrigger  | ledg      |
        | QuoteService    | quil      |

  @POWER-09 @wire
  Rule: Managed code is shown only for the agent's own packages, and only with View and Debug Managed Apex

    Example: An agent who is no engineer
      Given Tess is logged in as Nia
      When Tess views the code of RoundingService
      Then Tess is refused under POWER-09 because "tess@ledgerlabs.example lacks View and Debug Managed Apex in Ledger Labs"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | power.refused | Nia  | Tess          |

    Example: The same agent, once an engineer
      Given Tess holds "View and Debug Managed Apex" by permission set
      And Tess is logged in as Nia
      When Tess views the code of RoundingService
      Then Tess is let in under POWER-02

    Example: The permission of the user is not that of the agent
      Given Nia holds "View and Debug Managed Apex" by permission set
      And Tess is logged in as Nia
      When Tess views the code of RoundingService
      Then Tess is refused under POWER-09

    Scenario Outline: What the platform asks of the agent, with the policy codeViewPermission <policy>
      Given the policy codeViewPermission is <policy>
      And Tess is logged in as Nia
      When Tess views the code of RoundingService
      Then Tess is <answer> under <rule>

      Examples:
        | policy                  | answer  | rule     |
        | viewAndDebugManagedApex | refused | POWER-09 |
        | loginSuffices           | let in  | POWER-02 |

  @POWER-21
  Rule: Packages of other publishers stay hidden in a LoginAs session

    @wire
    Example: Code
      Given Quentin is logged in as Nia
      When Quentin views the code of RoundingService
      Then Quentin is refused under POWER-21 because "Apex class RoundingService belongs to the package Ledger, which is not one of Quill Inc"

    @wire
    Example: The own package in the same org
      Given Quentin is logged in as Nia
      When Quentin views the code of QuoteService
      Then Quentin is let in under POWER-02

    Example: Debug logs
      Given Sam is logged in as Nia
      When Sam views what Quill logged in "InvoiceReminder.remind"
      Then Sam is refused under POWER-21 because "what Quill logs belongs to the package Quill, which is not one of Ledger Labs"

    Example: Protected settings
      Given Sam is logged in as Nia
      When Sam reads the setting "Discount"
      Then Sam is refused under POWER-21 because "custom setting quil__Discount__c belongs to the package Quill, which is not one of Ledger Labs"

    @wire
    Example: No policy opens them
      Given the policy codeViewPermission is loginSuffices
      And Sam is logged in as Nia
      When Sam views the code of QuoteService
      Then Sam is refused under POWER-21
