Feature: Retrieving by the Metadata API
  What an org is made of, as an archive of files; the source of packages for those alone who may see it.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  Scenario: The customer retrieves Ledger and finds its source hidden
    When Nia retrieves the package "Ledger" by the Metadata API
    Then the archive holds
      | file                                   |
      | Ledger/classes/InvoiceLine.cls         |
      | Ledger/classes/InvoiceService.cls      |
      | Ledger/classes/RoundingService.cls     |
      | Ledger/objects/ledg__Invoice__c.object |
      | Ledger/package.xml                     |
      | Ledger/triggers/InvoiceTrigger.trigger |
      | unpackaged/package.xml                 |
    And "Ledger/classes/InvoiceService.cls" of the archive reads "(hidden)"
    And the audit log of Acme Corp gains nothing

  Scenario: The engineer retrieves Ledger and finds its source, which is on record
    Given Sam is logged in as Nia
    When Sam retrieves the package "Ledger" by the Metadata API
    Then "Ledger/classes/InvoiceService.cls" of the archive is the source of InvoiceService
    And the audit log of Acme Corp gains only
      | event             | user | delegate user | name            | page             |
      | login.visited     | Nia  | Sam           |                 | ask for metadata |
      | power.code-viewed | Nia  | Sam           | InvoiceLine     |                  |
      | power.code-viewed | Nia  | Sam           | InvoiceService  |                  |
      | power.code-viewed | Nia  | Sam           | RoundingService |                  |
      | power.code-viewed | Nia  | Sam           | InvoiceTrigger  |                  |

  Scenario: The engineer finds nothing of another publisher's package
    Given Sam is logged in as Nia
    When Sam retrieves the package "Quill" by the Metadata API
    Then "Quill/classes/QuoteService.cls" of the archive reads "(hidden)"

  Scenario: A package that is not installed fails the retrieve by its name
    When Nia retrieves the package "Abacus" by the Metadata API
    Then the retrieve fails with INVALID_CROSS_REFERENCE_KEY because "No package named 'Abacus' found"
