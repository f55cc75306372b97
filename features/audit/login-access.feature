Feature: Login access that should be looked at
  Grants that were never used, that run long, side by side, or on and on without a case.

  Example: Login access that nobody used
    Given Nia granted Ledger Labs login access for 1 day
    And it is 09:00 on Thursday
    When Rita asks for the login access there was in Acme Corp
    Then the grants are only
      | user             | givenBy          | lets in     | given at         | ends at          | end     | days | logins | look at    |
      | nia@acme.example | nia@acme.example | Ledger Labs | 2031-03-04 09:00 | 2031-03-05 09:00 | expired |    1 |      0 | never used |

  Example: Login access for a year that was used without a case, and prolonged
    Given Nia granted Ledger Labs login access for 1 year
    And Sam is logged in as Nia
    And it is 09:00 on Wednesday
    And Nia is logged in with own credentials
    And Nia granted Ledger Labs login access for 1 year
    When Rita asks for the login access there was in Acme Corp
    Then the grants are only
      | logins | end | look at                              |
      |      1 |     | over 30 days, renewed without a case |

  Example: Login access that was used for a case
    Given Nia granted Ledger Labs login access for 1 week
    And Sam logs in as Nia and names the case "CS-1042"
    When Nia asks for the login access there was in Acme Corp
    Then the grants are only
      | logins | withCase | look at |
      |      1 |        1 |         |
