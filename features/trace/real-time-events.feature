Feature: Real-time events
  With Event Monitoring an org hears of logins as a user and of logouts as they happen, but not of a publisher's logins.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Nia turned the any-user switch on
    And Nia holds "View Real-Time Event Monitoring Data" by permission set

  @TRACE-21
  Rule: Real-time login-as events take Event Monitoring and View Real-Time Event Monitoring Data, and are stored six months

    Example: What an event says
      Given Acme Corp has Event Monitoring
      And Nia logged in from the address "192.0.2.7"
      And Nia is logged in as the own user Omar
      And Nia works in the own session again
      When Nia reads the login-as events
      Then Nia is let in under TRACE-21
      And the rows are only
        | EventDate        | LoginAsCategory | UserId | Username          | DelegatedUsername | DelegatedOrganizationId | LoginHistoryId | LoginKey     | SessionKey  | LoginType   | SessionLevel   | SourceIp  |
        | 2031-03-04 09:00 | OrgAdmin        | Omar   | omar@acme.example | nia@acme.example  | Acme Corp               | LoginHistory   | LoginHistory | AuthSession | Application | HIGH_ASSURANCE | 192.0.2.7 |

    Example: As the user of a site
      Given Acme Corp has Event Monitoring
      And Nia is logged in as the own user Petra
      And Nia works in the own session again
      When Nia reads the login-as events
      Then the rows are only
        | LoginAsCategory | Username           |
        | Community       | petra@acme.example |

    Scenario Outline: Stored <how long>
      Given Acme Corp has Event Monitoring
      And Nia is logged in as the own user Omar
      And Nia works in the own session again
      And it is <now>
      And Nia is logged in with own credentials
      When Nia reads the login-as events
      Then there are <events> rows

      Examples:
        | how long                 | now              | events |
        | a minute before 6 months | 2031-09-04 08:59 |      1 |
        |                 6 months | 2031-09-04 09:00 |      0 |

    Example: An org without Event Monitoring
      When Nia reads the login-as events
      Then Nia is refused under TRACE-21 because "Acme Corp has no Event Monitoring"

    Example: A user without the permission
      Given Acme Corp has Event Monitoring
      When Omar reads the login-as events
      Then Omar is refused under TRACE-21 because "omar@acme.example lacks View Real-Time Event Monitoring Data"
      And the audit log of Acme Corp gains only
        | event         | user | act               |
        | trace.refused | Omar | read LoginAsEvent |

  @TRACE-22
  Rule: A publisher's login raises no real-time login-as event

    Background:
      Given Acme Corp has Event Monitoring
      And Nia turned the any-user switch off

    Example: None
      Given Sam is logged in as Nia
      When Nia reads the login-as events
      Then there are no rows

    Example: Under the other reading it does
      Given the policy realTimeEventForPartner is on
      And Sam is logged in as Nia
      When Nia reads the login-as events
      Then the rows are only
        | Username         | DelegatedUsername      | DelegatedOrganizationId |
        | nia@acme.example | sam@ledgerlabs.example | Ledger Labs             |

  @TRACE-24
  Rule: Logout events record explicit and forced logouts, and no plain timeouts

    Background:
      Given Acme Corp has Event Monitoring
      And Nia turned the any-user switch off
      And Sam is logged in as Nia

    Example: Whoever logs out
      Given Sam logged out of Acme Corp
      When Nia reads the logout events
      Then the rows are only
        | Username         | UserId | SessionKey  | Logout   | EventDate        |
        | nia@acme.example | Nia    | AuthSession | explicit | 2031-03-04 09:00 |

    Example: Whoever returns to the subscriber overview
      Given Sam returned from Acme Corp to the subscriber overview
      When Nia reads the logout events
      Then the rows are only
        | Logout   |
        | explicit |

    @wire
    Example: Whoever is thrown out
      Given Nia deleted the session of Sam
      When Nia reads the logout events
      Then the rows are only
        | Username         | Logout |
        | nia@acme.example | forced |

    Example: A session that is left alone until it times out
      Given it is 11:00 on Tuesday
      And Nia is logged in with own credentials
      When Nia reads the logout events
      Then there are no rows

    Example: A minute before six months are over
      Given Sam logged out of Acme Corp
      And it is 2031-09-04 08:59
      And Nia is logged in with own credentials
      When Nia reads the logout events
      Then there is 1 row

    Example: When six months are over
      Given Sam logged out of Acme Corp
      And it is 2031-09-04 09:00
      And Nia is logged in with own credentials
      When Nia reads the logout events
      Then there are no rows
