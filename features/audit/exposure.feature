Feature: What sessions saw
  Which sessions saw protected settings, code, debug logs or variables, and how often.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Nia of Acme UAT granted Ledger Labs login access for 1 week

  @wire
  Example: A session that looked at code and at a protected setting
    Given Sam logs in as Nia and names the case "CS-1042"
    And Sam views the code of InvoiceService
    And Sam views the code of RoundingService
    And Sam reads the setting "Rounding"
    When Rita asks what sessions saw in Acme Corp
    Then the sessions that saw something are only
      | agent                  | case    | protected settings | code | debug logs | variables |
      | sam@ledgerlabs.example | CS-1042 |                  1 |    2 |          0 |         0 |

  Example: A session that saw nothing of that kind
    Given Sam is logged in as Nia
    And Sam opens the home page
    When Rita asks what sessions saw in Acme Corp
    Then the sessions that saw something are only
      | agent | case |

  Example: Variables in a debugging session
    Given Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT
    And Sam set a breakpoint at line 20 of InvoiceService
    And Nia of Acme UAT called "InvoiceService.post" by REST
    And "InvoiceService.post" stopped at line 20 of InvoiceService with the variables
      | in | name | type   | value | library |
      |    | note | String |       |         |
    And Sam reads the variables of "InvoiceService.post"
    When Rita asks what sessions saw in Acme UAT
    Then the sessions that saw something are only
      | agent                  | code | debug logs | variables |
      | sam@ledgerlabs.example |    1 |          0 |         1 |
