@wire
Feature: What leaves which trace
  The table of the catalogue, a row for each of its cells: what happens stands in Understudy's own log always, and in the
  subscriber's traces as the platform has it.

  Background:
    Given Acme Corp has Event Monitoring
    And Acme UAT has Event Monitoring
    And Nia holds "View Event Log Files" by permission set
    And Nia of Acme UAT holds "View Event Log Files" by permission set
    And Nia granted Ledger Labs login access for 1 day
    And Nia of Acme UAT granted Ledger Labs login access for 1 day

  Scenario Outline: Login access is granted, in the <trace>
    When Omar grants Ledger Labs login access for 1 day
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                        |
      | audit log         | "grant.given"               |
      | Setup Audit Trail | "loginasgrantedtopartnerbt" |
      | Login History     | nothing                     |
      | event log files   | nothing                     |

  Scenario Outline: Login access is changed, in the <trace>
    When Nia grants Ledger Labs login access for 1 week
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                         |
      | audit log         | "grant.changed"              |
      | Setup Audit Trail | "loginasmodifiedtopartnerbt" |
      | Login History     | nothing                      |
      | event log files   | nothing                      |

  Scenario Outline: Login access is revoked, in the <trace>
    When Nia takes login access back from Ledger Labs
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                        |
      | audit log         | "grant.revoked"             |
      | Setup Audit Trail | "loginasrevokedtopartnerbt" |
      | Login History     | nothing                     |
      | event log files   | nothing                     |

  Scenario Outline: Login access expires, in the <trace>
    When time passes until 09:00 on Wednesday
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what            |
      | audit log         | "grant.expired" |
      | Setup Audit Trail | nothing         |
      | Login History     | nothing         |
      | event log files   | nothing         |

  Scenario Outline: A publisher is restricted to administrators, in the <trace>
    When Nia makes Ledger Labs available to administrators only
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                   |
      | audit log         | "grant.policy-changed" |
      | Setup Audit Trail | "supportaccessadmins"  |
      | Login History     | nothing                |
      | event log files   | nothing                |

  Scenario Outline: The any-user switch is turned on, in the <trace>
    When Nia turns the any-user switch on
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                            |
      | audit log         | "grant.policy-changed"          |
      | Setup Audit Trail | "overridegrantaccessenabledoff" |
      | Login History     | nothing                         |
      | event log files   | nothing                         |

  Scenario Outline: A login is refused, in the <trace>
    When Sam logs in as Omar
    Then Sam is refused under GRANT-03
    And the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what            |
      | audit log         | "login.refused" |
      | Setup Audit Trail | nothing         |
      | Login History     | nothing         |
      | event log files   | nothing         |

  Scenario Outline: A login succeeds, in the <trace>
    When Sam logs in as Nia
    Then Sam is let in under GRANT-03
    And the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                |
      | audit log         | "login.started"     |
      | Setup Audit Trail | "suloginaccessused" |
      | Login History     | "Application"       |
      | event log files   | "/login/started"    |

  Scenario Outline: The agent logs out, in the <trace>
    Given Sam is logged in as Nia
    When Sam logs out of Acme Corp
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what           |
      | audit log         | "login.ended"  |
      | Setup Audit Trail | "suLogout"     |
      | Login History     | nothing        |
      | event log files   | "/login/ended" |

  Scenario Outline: Setup is changed as the user, in the <trace>
    Given Sam is logged in as Nia
    When Sam freezes Omar
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what            |
      | audit log         | "user.changed"  |
      | Setup Audit Trail | "frozeuser"     |
      | Login History     | nothing         |
      | event log files   | "/user/changed" |

  Scenario Outline: A record is changed as the user, in the <trace>
    Given Sam is logged in as Nia
    When Sam sets the status of invoice "4711" to "Paid"
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                           |
      | audit log         | "power.record-changed"         |
      | Setup Audit Trail | nothing                        |
      | Login History     | nothing                        |
      | event log files   | "/power/record-changed/Record" |

  Scenario Outline: Code is read, in the <trace>
    Given Sam is logged in as Nia
    When Sam opens the page of RoundingService
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                                      |
      | audit log         | "power.code-viewed"                       |
      | Setup Audit Trail | nothing                                   |
      | Login History     | nothing                                   |
      | event log files   | "/power/code-viewed/ledg.RoundingService" |

  Scenario Outline: A debug log is read, in the <trace>
    Given Sam is logged in as Nia
    When Sam views the debug log of "InvoiceReminder.remind"
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                |
      | audit log         | "log.read"          |
      | Setup Audit Trail | nothing             |
      | Login History     | nothing             |
      | event log files   | "/log/read/ApexLog" |

  Scenario Outline: A protected setting is read, in the <trace>
    Given Sam is logged in as Nia
    When Sam reads the setting "Rounding"
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what                                              |
      | audit log         | "power.protected-setting-read"                    |
      | Setup Audit Trail | nothing                                           |
      | Login History     | nothing                                           |
      | event log files   | "/power/protected-setting-read/ledg__Rounding__c" |

  Scenario Outline: A debugging session starts, in the <trace>
    Given Sam is logged in as Nia of Acme UAT
    And Sam set up the project "acme-uat"
    When Sam starts the debugging session
    Then the <trace> of Acme UAT gains <what>

    Examples:
      | trace             | what                                 |
      | audit log         | "debug.started"                      |
      | Setup Audit Trail | nothing                              |
      | Login History     | nothing                              |
      | event log files   | "/debug/started/ApexDebuggerSession" |

  Scenario Outline: A debugging session ends, in the <trace>
    Given Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT
    When Sam stops the debugging session
    Then the <trace> of Acme UAT gains <what>

    Examples:
      | trace             | what                               |
      | audit log         | "debug.ended"                      |
      | Setup Audit Trail | nothing                            |
      | Login History     | nothing                            |
      | event log files   | "/debug/ended/ApexDebuggerSession" |

  Scenario Outline: Code is downloaded, in the <trace>
    Given Sam is logged in as Nia of Acme UAT
    And Sam prepared a partner debugging session
    When Sam sets up the project "acme-uat"
    Then the <trace> of Acme UAT gains <what>

    Examples:
      | trace             | what                    |
      | audit log         | "debug.code-downloaded" |
      | Setup Audit Trail | nothing                 |
      | Login History     | nothing                 |
      | event log files   | nothing                 |

  Scenario Outline: Downloaded code is deleted, in the <trace>
    Given Sam is logged in as Nia of Acme UAT
    And Sam set up the project "acme-uat"
    When Sam records that the project "acme-uat" is deleted
    Then the <trace> of Acme UAT gains <what>

    Examples:
      | trace             | what                 |
      | audit log         | "debug.code-deleted" |
      | Setup Audit Trail | nothing              |
      | Login History     | nothing              |
      | event log files   | nothing              |

  Scenario Outline: A license is modified in the License Management Org, in the <trace>
    When Lena changes the license of Ledger in Acme Corp to 5 seats
    Then the <trace> of Acme Corp gains <what>

    Examples:
      | trace             | what               |
      | audit log         | "license.modified" |
      | Setup Audit Trail | nothing            |
      | Login History     | nothing            |
      | event log files   | nothing            |
