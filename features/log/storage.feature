Feature: How many debug logs an org can hold, and for how long
  There is one store for each org, and whatever is traced goes into it.

  @LOG-11
  Rule: System logs live 24 hours and monitoring logs seven days, unless they are deleted before

    Example: A monitoring log, a minute before its time is up
      When time passes until 08:29 next Tuesday
      Then the audit log of Acme Corp gains nothing

    Example: A monitoring log, as its time is up
      When time passes until 08:30 next Tuesday
      Then the audit log of Acme Corp gains only
        | event       | at               | user | reason  |
        | log.deleted | 2031-03-11 08:30 |      | too old |

    @wire
    Example: And it is gone
      Given it is 08:30 next Tuesday
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username | operation |

    @wire
    Example: What the trace flag of a user kept is a monitoring log
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia set a trace flag on Nia with
        | log type    | USER_DEBUG |
        | debug level | Everything |
      And the page request "Invoices" ran as Nia
      When Nia queries the ApexLog records
      Then the ApexLog records are
        | Operation              | Location   |
        | InvoiceReminder.remind | Monitoring |
        | Invoices               | Monitoring |

    @wire
    Example: What the Developer Console kept is a system log
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia set a trace flag on Nia with
        | log type    | DEVELOPER_LOG |
        | debug level | Everything    |
      And the page request "Invoices" ran as Nia
      When Nia queries the ApexLog records
      Then the ApexLog records are
        | Operation              | Location   |
        | InvoiceReminder.remind | Monitoring |
        | Invoices               | SystemLog  |

    Example: A system log, a minute before its time is up
      Given the API request "query" ran as Nia with debugging parameters
      When time passes until 08:59 on Wednesday
      Then the audit log of Acme Corp gains nothing

    Example: A system log, as its time is up
      Given the API request "query" ran as Nia with debugging parameters
      When time passes until 09:00 on Wednesday
      Then the audit log of Acme Corp gains only
        | event       | at               | user | reason  |
        | log.deleted | 2031-03-05 09:00 |      | too old |

    @wire
    Example: What a sandbox logged is gone with it, and its trace flags are over
      Given a Developer sandbox Dev of Acme Corp was made
      And Nia of Acme Corp Dev made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia of Acme Corp Dev set a trace flag on Omar of Acme Corp Dev at "Everything"
      And the test run "InvoiceTest" ran as Nia of Acme Corp Dev
      When the sandbox Acme Corp Dev is deleted
      Then the audit log of Old Acme Corp Dev gains only
        | event                  |
        | session.ended          |
        | log.trace-flag-deleted |
        | org.changed            |

    @wire
    Example: Nothing of either happens there later
      Given a Developer sandbox Dev of Acme Corp was made
      And Nia of Acme Corp Dev made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia of Acme Corp Dev set a trace flag on Omar of Acme Corp Dev at "Everything"
      And the test run "InvoiceTest" ran as Nia of Acme Corp Dev
      And the sandbox Acme Corp Dev was deleted
      When time passes until 09:00 on Wednesday
      Then the audit log of Old Acme Corp Dev gains nothing

    @wire
    Example: One that was deleted before is not deleted again
      Given the API request "query" ran as Nia with debugging parameters
      And Nia deleted the debug log of "query"
      When time passes until 09:00 on Wednesday
      Then the audit log of Acme Corp gains only
        | event         | at               | user |
        | session.ended | 2031-03-04 11:00 | Nia  |

  @LOG-12 @wire
  Rule: An org with more than 1,000 MB of debug logs lets nobody add or edit trace flags

    Background:
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia set a trace flag on Nia with
        | debug level | Everything       |
        | until       | 12:00 on Tuesday |

    Example: One MB too many: no new trace flag
      Given Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is refused under LOG-12 because "the debug logs of the org take up more than 1000 MB"
      And the audit log of Acme Corp gains only
        | event       | user | act              |
        | log.refused | Nia  | set a trace flag |

    Example: Nor is one changed
      Given Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      When Nia lets the trace flag on Nia last until 13:00 on Tuesday
      Then Nia is refused under LOG-12

    Example: But deleted it can be
      Given Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      When Nia deletes the trace flag on Nia
      Then Nia is let in under LOG-03

    Example: And what is traced goes on being traced
      Given Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user |
        | log.written | Nia  |

    Example: Other orgs are free
      Given Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      And Nia of Acme UAT made the debug level "Everything" with
        | APEX_CODE | FINEST |
      When Nia of Acme UAT sets a trace flag on Omar of Acme UAT at "Everything"
      Then Nia of Acme UAT is let in under LOG-04

    Example: As soon as enough is deleted it is possible again
      Given Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      And Nia deleted the debug log of "Load 51"
      And Nia deleted the debug log of "InvoiceReminder.remind"
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is let in under LOG-04

    Example: Age makes room, too, and an explanation says when
      Given Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      When Nia asks whether Nia may set a trace flag on Omar until 10:00 on Tuesday
      Then Nia would be refused under LOG-12
      And the answer turns round at 08:00 next Tuesday under LOG-04

    Example: Where the oldest are overwritten, nobody is refused
      Given the policy logOverflow is overwriteOldest
      And Acme Corp wrote 1001 MB of debug logs at 08:00 on Tuesday
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is let in under LOG-04

    Example: Where the oldest are overwritten, a new log takes their place
      Given the policy logOverflow is overwriteOldest
      And Acme Corp wrote 1000 MB of debug logs at 08:00 on Tuesday
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user | rule   | reason      |
        | log.written | Nia  | LOG-02 |             |
        | log.deleted | Nia  | LOG-12 | overwritten |

    Example: It is the oldest that goes, and only as many as must
      Given the policy logOverflow is overwriteOldest
      And Acme Corp wrote 960 MB of debug logs at 08:40 on Tuesday
      And Acme Corp wrote 40 MB of debug logs at 08:00 on Tuesday
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the oldest debug log in Acme Corp is "Load 50"

  @LOG-23 @wire
  Rule: Logs of LoginAs sessions count against the subscriber org's storage

    Background:
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |

    Example: Logs that the subscriber does not see fill the store
      Given LoginAs sessions of Ledger Labs wrote 1001 MB of debug logs in Acme Corp at 08:00 on Tuesday
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is refused under LOG-12

    Example: To the byte: a store that is exactly full is not too full
      Given Nia deleted the debug log of "InvoiceReminder.remind"
      And LoginAs sessions of Ledger Labs wrote 500 MB of debug logs in Acme Corp at 08:00 on Tuesday
      And Acme Corp wrote 500 MB of debug logs at 08:00 on Tuesday
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is let in under LOG-04

    Example: Both together are too much
      Given LoginAs sessions of Ledger Labs wrote 500 MB of debug logs in Acme Corp at 08:00 on Tuesday
      And Acme Corp wrote 501 MB of debug logs at 08:00 on Tuesday
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is refused under LOG-12

  @LOG-13 @wire
  Rule: More than 1,000 MB of debug logs within 15 minutes disables the trace flags

    Background:
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia set a trace flag on Nia with
        | debug level | Everything       |
        | until       | 12:00 on Tuesday |

    Example: The log that makes it too much disables them, and whoever changed them last is told
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event                   | user | rule   |
        | log.written             | Nia  | LOG-02 |
        | log.trace-flag-disabled | Nia  | LOG-13 |

    Example: A MB less does not
      Given Acme Corp wrote 999 MB of debug logs at 08:46 on Tuesday
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user |
        | log.written | Nia  |

    Example: What was written 15 minutes ago counts no more
      Given Acme Corp wrote 1000 MB of debug logs at 08:45 on Tuesday
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user |
        | log.written | Nia  |

    Example: What is deleted already was written all the same
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And Nia deleted the debug log of "Load 1"
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event                   | user |
        | log.written             | Nia  |
        | log.trace-flag-disabled | Nia  |

    Example: From then on nothing is traced
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      When the page request "Payments" runs as Nia
      Then no debug log is written
      And the audit log of Acme Corp gains nothing

    Example: The list says so
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      When Nia lists the trace flags
      Then the trace flags listed are
        | traced           | kind | log type   | debug level | from             | until            | state    |
        | nia@acme.example | user | USER_DEBUG | Everything  | 2031-03-04 09:00 | 2031-03-04 12:00 | disabled |

    Example: There is mail about it
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      When Nia reads the inbox
      Then the inbox holds only
        | text                                                                                                                                                            |
        | a trace flag in Acme Corp was disabled, since more than 1000 MB of debug logs were written within 15 minutes; it can be enabled again from 2031-03-04 09:15 UTC |

    Example: Nobody else has mail
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      When Omar reads the inbox
      Then the inbox is empty

    Example: The flag of an agent goes, too
      Given Nia granted Ledger Labs login access for 1 week
      And Nia deleted the trace flag on Nia
      And Sam is logged in as Nia
      And Sam set a trace flag on Nia at "Everything"
      And Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      When the page request "Invoices" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event                   | user | delegate user |
        | log.written             | Nia  |               |
        | log.trace-flag-disabled | Nia  | Sam           |

    Example: Of a flag that an agent set the agent has mail, and not the user
      Given Nia granted Ledger Labs login access for 1 week
      And Nia deleted the trace flag on Nia
      And Sam is logged in as Nia
      And Sam set a trace flag on Nia at "Everything"
      And Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      When Nia reads the inbox
      Then the inbox is empty

    Example: The agent's mail
      Given Nia granted Ledger Labs login access for 1 week
      And Nia deleted the trace flag on Nia
      And Sam is logged in as Nia
      And Sam set a trace flag on Nia at "Everything"
      And Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      And Sam works in the own org again
      When Sam reads the inbox
      Then the inbox holds only
        | text                                                                                                                                                            |
        | a trace flag in Acme Corp was disabled, since more than 1000 MB of debug logs were written within 15 minutes; it can be enabled again from 2031-03-04 09:15 UTC |

    Scenario Outline: The logs are deleted; enabled again at <now>
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      And Nia deleted the debug log of "Load 1"
      And it is <now>
      When Nia enables the trace flag on Nia again
      Then Nia is <answer> under <rule>

      Examples:
        | now              | answer  | rule   |
        | 09:14 on Tuesday | refused | LOG-13 |
        | 09:15 on Tuesday | let in  | LOG-04 |

    Example: The reason why not yet
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      And Nia deleted the debug log of "Load 1"
      And it is 09:10 on Tuesday
      When Nia enables the trace flag on Nia again
      Then Nia is refused under LOG-13 because "the trace flags were disabled at 2031-03-04 09:00 UTC; until 2031-03-04 09:15 UTC nothing is traced"
      And the audit log of Acme Corp gains only
        | event       | user | act                 |
        | log.refused | Nia  | change a trace flag |

    Example: A new flag is no way round
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      And Nia deleted the debug log of "Load 1"
      And it is 09:14 on Tuesday
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is refused under LOG-13

    Example: Then it traces again
      Given Acme Corp wrote 1000 MB of debug logs at 08:46 on Tuesday
      And the page request "Invoices" ran as Nia
      And Nia deleted the debug log of "Load 1"
      And it is 09:15 on Tuesday
      And Nia enabled the trace flag on Nia again
      When the page request "Payments" runs as Nia
      Then a debug log is written
