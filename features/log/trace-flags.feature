@wire
Feature: Trace flags
  A trace flag says of whom debug logs are kept, for how long and how finely.

  Background:
    Given Nia made the debug level "Everything" with
      | APEX_CODE | FINEST |
      | DB        | FINEST |

  @LOG-04
  Rule: A trace flag names what it traces, from when until when, how finely and for which kind of log

    Example: A flag on a user
      When Nia sets a trace flag on Omar with
        | log type    | USER_DEBUG       |
        | debug level | Everything       |
        | from        | 10:00 on Tuesday |
        | until       | 11:00 on Tuesday |
      Then Nia is let in under LOG-04
      And the audit log of Acme Corp gains only
        | event              | user | delegate user | rule   | logType    | startsAt                 | endsAt                   |
        | log.trace-flag-set | Nia  |               | LOG-04 | USER_DEBUG | 2031-03-04T10:00:00.000Z | 2031-03-04T11:00:00.000Z |

    Scenario Outline: <traced> can be traced, for <log type>
      Given Nia set a trace flag on <traced> with
        | log type    | <log type>       |
        | debug level | Everything       |
        | from        | 10:00 on Tuesday |
        | until       | 11:00 on Tuesday |
      When Nia lists the trace flags
      Then the trace flags listed are
        | traced | kind   | log type   | debug level | from             | until            | state |
        | <name> | <kind> | <log type> | Everything  | 2031-03-04 10:00 | 2031-03-04 11:00 | set   |

      Examples:
        | traced                     | log type      | name                 | kind                 |
        | Omar                       | USER_DEBUG    | omar@acme.example    | user                 |
        | Omar                       | DEVELOPER_LOG | omar@acme.example    | user                 |
        | the class InvoiceReminder  | CLASS_TRACING | InvoiceReminder      | class                |
        | the trigger InvoiceTrigger | CLASS_TRACING | InvoiceTrigger       | trigger              |
        | the automated process      | USER_DEBUG    | automated process    | automated process    |
        | the platform integration   | USER_DEBUG    | platform integration | platform integration |

    Scenario Outline: <log type> is not for <traced>
      When Nia sets a trace flag on <traced> with
        | log type    | <log type> |
        | debug level | Everything |
      Then Nia is refused under LOG-04 because "<why>"
      And the audit log of Acme Corp gains only
        | event       | user | act              | target |
        | log.refused | Nia  | set a trace flag | <name> |

      Examples:
        | traced                    | log type      | name              | why                                                                 |
        | Omar                      | CLASS_TRACING | omar@acme.example | CLASS_TRACING is for classes and triggers and not for a user        |
        | the class InvoiceReminder | USER_DEBUG    | InvoiceReminder   | a trace flag on a class is of type CLASS_TRACING and not USER_DEBUG |

    Example: What the type of log is when nobody says
      Given Nia set a trace flag on the class InvoiceReminder at "Everything"
      When Nia lists the trace flags
      Then the trace flags listed are
        | traced          | kind  | log type      | debug level | from             | until            | state |
        | InvoiceReminder | class | CLASS_TRACING | Everything  | 2031-03-04 09:00 | 2031-03-04 09:30 | set   |

    Example: Nothing is traced twice in the same way
      Given Nia set a trace flag on Omar at "Everything"
      When Nia sets a trace flag on Omar at "Everything"
      Then Nia is told that there is such a trace flag
      And the audit log of Acme Corp gains nothing

    Example: Nor by a flag that was over and is given a new end
      Given Nia set a trace flag on Omar with
        | log type    | USER_DEBUG       |
        | debug level | Everything       |
        | until       | 09:30 on Tuesday |
      And it is 09:30 on Tuesday
      And Nia set a trace flag on Omar at "Everything"
      When Nia lets the first trace flag on Omar last until 10:00 on Tuesday
      Then Nia is told that there is such a trace flag
      And the audit log of Acme Corp gains nothing

    Example: One that runs is changed all the same
      Given Nia set a trace flag on Omar with
        | log type    | USER_DEBUG       |
        | debug level | Everything       |
        | until       | 09:30 on Tuesday |
      And it is 09:30 on Tuesday
      And Nia set a trace flag on Omar at "Everything"
      When Nia lets the trace flag on Omar last until 10:30 on Tuesday
      Then Nia is let in under LOG-04

    Example: A flag that is deleted is gone
      Given Nia set a trace flag on Omar at "Everything"
      When Nia deletes the trace flag on Omar
      Then Nia is let in under LOG-03
      And the audit log of Acme Corp gains only
        | event                  | user |
        | log.trace-flag-deleted | Nia  |

    Example: And traces nothing
      Given Nia set a trace flag on Omar at "Everything"
      And Nia deleted the trace flag on Omar
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |

  @LOG-05
  Rule: A trace flag needs a debug level, which wins over levels on the flag itself

    Example: Without one
      When Nia sets a trace flag on Omar with
        | log type | USER_DEBUG |
      Then Nia is refused under LOG-05 because "the trace flag names no debug level"
      And the audit log of Acme Corp gains only
        | event       | user |
        | log.refused | Nia  |

    Example: Levels on the flag itself stand in for none
      When Nia sets a trace flag on Omar with
        | own levels | FINEST |
      Then Nia is refused under LOG-05

    Example: With both the debug level counts
      Given Nia set a trace flag on Omar with
        | debug level | Everything |
        | own levels  | ERROR      |
      And the page request "Invoices" ran as Omar
      When Nia views the debug log of "Invoices"
      Then the header sets APEX_CODE to FINEST

    Example: A debug level that is changed counts for the flags that name it
      Given Nia set a trace flag on Omar at "Everything"
      And Nia made the debug level "Everything" with
        | APEX_CODE | DEBUG |
      And the page request "Invoices" ran as Omar
      When Nia views the debug log of "Invoices"
      Then the header sets APEX_CODE to DEBUG

    Example: One that is not there
      When Nia sets a trace flag on Omar at "Nothing"
      Then Nia is told "no debug level called \"Nothing\""

  @LOG-07
  Rule: A trace flag lasts at most 24 hours, and traces nothing outside its window

    Scenario Outline: From nine on Tuesday until <until>
      When Nia sets a trace flag on Omar with
        | debug level | Everything |
        | until       | <until>    |
      Then Nia is <answer> under <rule>

      Examples: at most a day
        | until              | answer  | rule   |
        | 09:00 on Wednesday | let in  | LOG-04 |
        | 09:01 on Wednesday | refused | LOG-07 |

    Scenario Outline: With eight hours at most, until <until>
      Given the policy traceFlagMaxWindow is 8
      When Nia sets a trace flag on Omar with
        | debug level | Everything |
        | until       | <until>    |
      Then Nia is <answer> under <rule>

      Examples:
        | until            | answer  | rule   |
        | 17:00 on Tuesday | let in  | LOG-04 |
        | 17:01 on Tuesday | refused | LOG-07 |

    Example: The reason
      When Nia sets a trace flag on Omar with
        | debug level | Everything         |
        | until       | 10:00 on Wednesday |
      Then Nia is refused under LOG-07 because "from 2031-03-04 09:00 UTC to 2031-03-05 10:00 UTC is longer than 24 hours"
      And the audit log of Acme Corp gains only
        | event       | user |
        | log.refused | Nia  |

    Example: A change cannot make it longer
      Given Nia set a trace flag on Omar at "Everything"
      When Nia lets the trace flag on Omar last until 09:01 on Wednesday
      Then Nia is refused under LOG-07

    Example: A change within a day
      Given Nia set a trace flag on Omar at "Everything"
      When Nia lets the trace flag on Omar last until 09:00 on Wednesday
      Then Nia is let in under LOG-04
      And the audit log of Acme Corp gains only
        | event                  | user | endsAt                   |
        | log.trace-flag-changed | Nia  | 2031-03-05T09:00:00.000Z |

    Example: And it counts
      Given Nia set a trace flag on Omar at "Everything"
      And Nia let the trace flag on Omar last until 11:00 on Tuesday
      And it is 10:59 on Tuesday
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |
        | log.written          | Omar |

    Example: A flag that runs keeps its window when less is allowed from then on
      Given Nia set a trace flag on Omar with
        | debug level | Everything       |
        | until       | 19:00 on Tuesday |
      And the policy traceFlagMaxWindow is 8
      And it is 18:59 on Tuesday
      And Omar is logged in with own credentials
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |
        | log.written          | Omar |

    Example: But it is not changed within that window
      Given Nia set a trace flag on Omar with
        | debug level | Everything       |
        | until       | 19:00 on Tuesday |
      And the policy traceFlagMaxWindow is 8
      When Nia lets the trace flag on Omar last until 18:00 on Tuesday
      Then Nia is refused under LOG-07

    Example: A flag that begins later is changed before it begins, and traces from the new start
      Given Nia set a trace flag on Omar with
        | debug level | Everything       |
        | from        | 12:00 on Tuesday |
      And Nia let the trace flag on Omar begin at 09:30 on Tuesday
      And it is 09:30 on Tuesday
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |
        | log.written          | Omar |

    Example: An end that is none
      When Nia sets a trace flag on Omar with
        | debug level | Everything       |
        | until       | 09:00 on Tuesday |
      Then Nia is told "\"2031-03-04 09:00 UTC\" is no end for a trace flag that starts at \"2031-03-04 09:00 UTC\"; choose a later one"

    Example: An end that is over
      When Nia sets a trace flag on Omar with
        | debug level | Everything       |
        | from        | 08:00 on Tuesday |
        | until       | 08:30 on Tuesday |
      Then Nia is told "a trace flag cannot end at \"2031-03-04 08:30 UTC\", which is over: it is 2031-03-04 09:00 UTC here; choose a later end"

    Example: Before the window opens
      Given Nia set a trace flag on Omar with
        | debug level | Everything       |
        | from        | 10:00 on Tuesday |
      And it is 09:59 on Tuesday
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |

    Example: As it opens
      Given Nia set a trace flag on Omar with
        | debug level | Everything       |
        | from        | 10:00 on Tuesday |
      And it is 10:00 on Tuesday
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |
        | log.written          | Omar |

    Example: A minute before it closes, half an hour later when nobody has said
      Given Nia set a trace flag on Omar at "Everything"
      And it is 09:29 on Tuesday
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |
        | log.written          | Omar |

    Example: As it closes it ends by itself
      Given Nia set a trace flag on Omar at "Everything"
      When time passes until 09:30 on Tuesday
      Then the audit log of Acme Corp gains only
        | event                | at               | user |
        | log.trace-flag-ended | 2031-03-04 09:30 | Nia  |

    Example: And then nothing is traced
      Given Nia set a trace flag on Omar at "Everything"
      And it is 09:30 on Tuesday
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Omar |

    Example: A flag that is over can be given a new end
      Given Nia set a trace flag on Omar at "Everything"
      And it is 09:40 on Tuesday
      And Nia let the trace flag on Omar last until 10:00 on Tuesday
      When Nia lists the trace flags
      Then the trace flags listed are
        | traced            | kind | log type   | debug level | from             | until            | state |
        | omar@acme.example | user | USER_DEBUG | Everything  | 2031-03-04 09:00 | 2031-03-04 10:00 | set   |

    Example: One that is over stays in the list
      Given Nia set a trace flag on Omar at "Everything"
      And it is 09:30 on Tuesday
      When Nia lists the trace flags
      Then the trace flags listed are
        | traced            | kind | log type   | debug level | from             | until            | state |
        | omar@acme.example | user | USER_DEBUG | Everything  | 2031-03-04 09:00 | 2031-03-04 09:30 | ended |

    Example: An explanation says the same
      When Nia asks whether Nia may set a trace flag on Omar until 09:01 on Wednesday
      Then Nia would be refused under LOG-07
