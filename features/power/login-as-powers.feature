Feature: What a LoginAs session can and cannot do
  The same seven things, tried by an agent with login access and by the customer whose org it is.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And Nia of Acme UAT is logged in with own credentials

  Scenario Outline: <who> <act>
    When <who> <act>
    Then <who> is <answer> under <rule>

    Examples: what both can do
      | who             | act                                                   | answer | rule     |
      | Sam             | opens the home page                                   | let in | POWER-01 |
      | Nia of Acme UAT | opens the home page                                   | let in | POWER-01 |
      | Sam             | verifies the session with the code of Sam             | let in | POWER-07 |
      | Nia of Acme UAT | verifies the session with the code of Nia of Acme UAT | let in | POWER-07 |

    @wire
    Examples: what a managed package hides from its customer
      | who             | act                                                   | answer  | rule     |
      | Sam             | views the code of RoundingService                     | let in  | POWER-02 |
      | Nia of Acme UAT | views the code of RoundingService                     | refused | POWER-02 |
      | Sam             | views what Ledger logged in "InvoiceReminder.remind"  | let in  | POWER-03 |
      | Nia of Acme UAT | views what Ledger logged in "InvoiceReminder.remind"  | refused | POWER-03 |
      | Sam             | sets Mode__c of the setting "Rounding" to "HALF_EVEN" | let in  | POWER-04 |
      | Nia of Acme UAT | sets Mode__c of the setting "Rounding" to "HALF_EVEN" | refused | POWER-04 |
      | Sam             | prepares a partner debugging session                  | let in  | POWER-05 |
      | Nia of Acme UAT | prepares a partner debugging session                  | refused | POWER-05 |

    Examples: what stays the customer's own
      | who             | act                                      | answer  | rule     |
      | Sam             | authorizes "Data Loader" for data access | refused | POWER-06 |
      | Nia of Acme UAT | authorizes "Data Loader" for data access | let in  | POWER-06 |
