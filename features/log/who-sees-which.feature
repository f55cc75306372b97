Feature: Who sees which debug log
  The logs of an org are its administrators' to read; those of a LoginAs session are its publisher's.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @LOG-01
  Rule: The debug logs of an org are listed under Debug Logs in Setup

    @wire
    Example: As they were written
      Given the test run "InvoiceTest" ran as Nia
      And the test run "QuoteTest" ran as Omar
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username          | operation              |
        | nia@acme.example  | InvoiceReminder.remind |
        | nia@acme.example  | InvoiceTest            |
        | omar@acme.example | QuoteTest              |

    Example: The platform's own users have logs, too
      Given the test run "InvoiceTest" ran as the automated process
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username          | operation              |
        | nia@acme.example  | InvoiceReminder.remind |
        | automated process | InvoiceTest            |

    @wire
    Example: Each org has its own
      Given the test run "InvoiceTest" ran as Nia of Acme UAT
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username         | operation              |
        | nia@acme.example | InvoiceReminder.remind |

  @LOG-03
  Rule: Viewing, keeping and deleting debug logs takes View All Data

    @wire
    Scenario Outline: Omar <act>
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia set a trace flag on Nia at "Everything"
      When Omar <act>
      Then Omar is refused under LOG-03 because "omar@acme.example lacks View All Data, which it takes to <what>"
      And the audit log of Acme Corp gains only
        | event       | user | act    |
        | log.refused | Omar | <what> |

      Examples:
        | act                                               | what                  |
        | queries the ApexLog records                       | query ApexLog records |
        | deletes the debug log of "InvoiceReminder.remind" | delete a debug log    |
        | sets a trace flag on Omar at "Everything"         | set a trace flag      |
        | enables the trace flag on Nia again               | change a trace flag   |
        | deletes the trace flag on Nia                     | delete a trace flag   |
        | lists the trace flags                             | see the trace flags   |

    @wire
    Scenario Outline: Nia, who has it, <act>
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Nia set a trace flag on Nia at "Everything"
      When Nia <act>
      Then Nia is let in under <rule>

      Examples:
        | act                                               | rule   |
        | queries the ApexLog records                       | LOG-21 |
        | deletes the debug log of "InvoiceReminder.remind" | LOG-21 |
        | sets a trace flag on Omar at "Everything"         | LOG-04 |
        | enables the trace flag on Nia again               | LOG-04 |
        | deletes the trace flag on Nia                     | LOG-03 |
        | lists the trace flags                             | LOG-03 |

    @wire
    Example: An agent has what the user has
      Given Omar granted Ledger Labs login access for 1 week
      And Sam is logged in as Omar
      When Sam deletes the debug log of "InvoiceReminder.remind"
      Then Sam is refused under LOG-03
      And the audit log of Acme Corp gains only
        | event       | user | delegate user | act                |
        | log.refused | Omar | Sam           | delete a debug log |

    Example: An explanation says the same
      When Nia asks whether Omar may delete the debug log of "InvoiceReminder.remind"
      Then Omar would be refused under LOG-03
      And it could be done only by
        | agent | user             |
        |       | nia@acme.example |

  @LOG-21 @wire
  Rule: Debug logs can be queried and deleted, and never inserted or changed

    Example: A query
      Given the test run "InvoiceTest" ran as Omar
      When Nia queries the ApexLog records
      Then Nia is let in under LOG-21
      And the ApexLog records are
        | Application | DurationMilliseconds | Location   | LogLength | LogUserId         | Operation              | Request     | StartTime                | Status  |
        | Browser     |                    4 | Monitoring |       488 | nia@acme.example  | InvoiceReminder.remind | Application | 2031-03-04T08:30:00.000Z | Success |
        | Browser     |                   12 | SystemLog  |       255 | omar@acme.example | InvoiceTest            | Application | 2031-03-04T09:00:00.000Z | Success |
      And the audit log of Acme Corp gains nothing

    Example: Deleting is on record
      When Nia deletes the debug log of "InvoiceReminder.remind"
      Then Nia is let in under LOG-21
      And the audit log of Acme Corp gains only
        | event       | user | reason  |
        | log.deleted | Nia  | deleted |

    Example: What is deleted is gone
      Given Nia deleted the debug log of "InvoiceReminder.remind"
      When Nia queries the ApexLog records
      Then the ApexLog records are
        | Operation |

    Example: Nobody inserts one
      When Nia inserts an ApexLog record
      Then Nia is refused under LOG-21 because "nobody can insert an ApexLog; the platform writes it"
      And the audit log of Acme Corp gains only
        | event       | user | act                    |
        | log.refused | Nia  | insert ApexLog records |

    Example: Nobody changes one
      When Nia changes the ApexLog record of "InvoiceReminder.remind"
      Then Nia is refused under LOG-21 because "nobody can change an ApexLog; the platform writes it"

    Example: An agent neither
      Given Sam is logged in as Nia
      When Sam changes the ApexLog record of "InvoiceReminder.remind"
      Then Sam is refused under LOG-21
      And the audit log of Acme Corp gains only
        | event       | user | delegate user |
        | log.refused | Nia  | Sam           |

  @LOG-18 @wire
  Rule: What a LoginAs session logged is absent from the subscriber's list, before and after the session

    Background:
      Given Sam is logged in as Nia
      And Sam made the debug level "Everything" with
        | APEX_CODE | FINEST |

    Example: While the session runs
      Given the test run "InvoiceTest" ran as Sam
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username         | operation              |
        | nia@acme.example | InvoiceReminder.remind |

    Example: After it
      Given the test run "InvoiceTest" ran as Sam
      And Sam logged out of Acme Corp
      When Nia queries the ApexLog records
      Then the ApexLog records are
        | Operation              |
        | InvoiceReminder.remind |

    Example: The agent finds it in the next session, too
      Given the test run "InvoiceTest" ran as Sam
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      And Sam is logged in as Nia
      When Sam queries the ApexLog records
      Then the ApexLog records are
        | Operation              |
        | InvoiceReminder.remind |
        | InvoiceTest            |

    Example: What the agent set up is the publisher's, also when the user herself runs into it
      Given Sam set a trace flag on Nia at "Everything"
      And Sam logged out of Acme Corp
      And the page request "Invoices" ran as Nia
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username         | operation              |
        | nia@acme.example | InvoiceReminder.remind |

    Example: The agent sees it
      Given Sam set a trace flag on Nia at "Everything"
      And the page request "Invoices" ran as Nia
      When Sam opens Debug Logs
      Then the debug logs listed are
        | username         | operation              |
        | nia@acme.example | InvoiceReminder.remind |
        | nia@acme.example | Invoices               |

    Example: The agent's trace flag is not in the subscriber's list
      Given Sam set a trace flag on Nia at "Everything"
      When Nia lists the trace flags
      Then the trace flags listed are
        | traced | kind | log type | debug level | from | until | state |

    Example: Nor there to be changed
      Given Sam set a trace flag on Nia at "Everything"
      When Nia enables the trace flag on Nia again
      Then Nia finds no such trace flag

    Example: It is in the agent's
      Given Sam set a trace flag on Nia at "Everything"
      When Sam lists the trace flags
      Then the trace flags listed are
        | traced           | kind | log type   | debug level | from             | until            | state |
        | nia@acme.example | user | USER_DEBUG | Everything  | 2031-03-04 09:00 | 2031-03-04 09:30 | set   |

    Example: Both may trace the same user, and her own flag keeps her own log
      Given Sam set a trace flag on Nia at "Everything"
      And Nia set a trace flag on Nia at "Everything"
      And the page request "Invoices" ran as Nia
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username         | operation              |
        | nia@acme.example | InvoiceReminder.remind |
        | nia@acme.example | Invoices               |

    Example: The flag of another publisher's agent does not follow this one
      Given Nia granted Quill Inc login access for 1 week
      And Quentin is logged in as Nia
      And Quentin set a trace flag on Nia at "Everything"
      When the page request "Invoices" runs as Sam
      Then no debug log is written

    Example: The subscriber cannot delete such a log either
      Given the test run "InvoiceTest" ran as Sam
      When Nia deletes the debug log of "InvoiceTest"
      Then Nia is refused under POWER-17
      And the audit log of Acme Corp gains only
        | event       | user | act                |
        | log.refused | Nia  | delete a debug log |

  @LOG-16 @wire
  Rule: In the subscriber's view of a debug log managed code is a black box

    Example: A passage through a package is one line, and its debug statements are missing
      Given the page request "Invoices" ran as Nia with debugging parameters, and in it
        | event                           | category  | level | in              |
        | USER_DEBUG\|[3]\|DEBUG\|before  | APEX_CODE | DEBUG | InvoiceReminder |
        | METHOD_ENTRY\|[13]\|post(Id)    | APEX_CODE | FINE  | InvoiceService  |
        | USER_DEBUG\|[21]\|DEBUG\|posted | APEX_CODE | DEBUG | InvoiceService  |
        | USER_DEBUG\|[4]\|DEBUG\|after   | APEX_CODE | DEBUG | InvoiceReminder |
      When Nia views the debug log of "Invoices"
      Then the log reads
        """
        66.0 APEX_CODE,FINEST;APEX_PROFILING,FINEST;CALLOUT,FINEST;DB,FINEST;NBA,FINEST;SYSTEM,FINEST;VALIDATION,FINEST;VISUALFORCE,FINEST;WAVE,FINEST;WORKFLOW,FINEST
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceReminder
        09:00:00.0 (2000)|USER_DEBUG|[3]|DEBUG|before
        09:00:00.0 (3000)|CODE_UNIT_FINISHED|InvoiceReminder
        09:00:00.0 (4000)|ENTERING_MANAGED_PKG|ledg
        09:00:00.0 (10000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceReminder
        09:00:00.0 (11000)|USER_DEBUG|[4]|DEBUG|after
        09:00:00.0 (12000)|CODE_UNIT_FINISHED|InvoiceReminder
        09:00:00.0 (13000)|EXECUTION_FINISHED
        """

  @LOG-17 @wire
  Rule: In a LoginAs session a debug log shows the agent's own packages in full and others as black boxes

    Background:
      Given Sam is logged in as Nia
      And the page request "Invoices" ran as Nia with debugging parameters, and in it
        | event                            | category  | level | in             |
        | USER_DEBUG\|[21]\|DEBUG\|posted  | APEX_CODE | DEBUG | InvoiceService |
        | USER_DEBUG\|[3]\|DEBUG\|rendered | APEX_CODE | DEBUG | QuoteService   |

    Example: The agent's view
      When Sam views the debug log of "Invoices"
      Then the log reads
        """
        66.0 APEX_CODE,FINEST;APEX_PROFILING,FINEST;CALLOUT,FINEST;DB,FINEST;NBA,FINEST;SYSTEM,FINEST;VALIDATION,FINEST;VISUALFORCE,FINEST;WAVE,FINEST;WORKFLOW,FINEST
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceService
        09:00:00.0 (2000)|USER_DEBUG|[21]|DEBUG|posted
        09:00:00.0 (3000)|CODE_UNIT_FINISHED|InvoiceService
        09:00:00.0 (4000)|ENTERING_MANAGED_PKG|quil
        09:00:00.0 (7000)|EXECUTION_FINISHED
        """
      And the audit log of Acme Corp gains only
        | event    | user | delegate user |
        | log.read | Nia  | Sam           |

    Example: The subscriber's view of the same log
      When Nia views the debug log of "Invoices"
      Then the events in the log are "EXECUTION_STARTED, ENTERING_MANAGED_PKG, ENTERING_MANAGED_PKG, EXECUTION_FINISHED"

  @LOG-22 @wire
  Rule: With subscriber debug logs on, new logs of the subscriber show the package's code, and when they are off again new ones do not

    Example: A log from while they are on shows the code of that namespace
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And the page request "Invoices" ran as Nia with debugging parameters, and in it
        | event                            | category  | level | in             |
        | USER_DEBUG\|[21]\|DEBUG\|posted  | APEX_CODE | DEBUG | InvoiceService |
        | USER_DEBUG\|[3]\|DEBUG\|rendered | APEX_CODE | DEBUG | QuoteService   |
      When Nia views the debug log of "Invoices"
      Then the events in the log are "EXECUTION_STARTED, CODE_UNIT_STARTED, USER_DEBUG, CODE_UNIT_FINISHED, ENTERING_MANAGED_PKG, EXECUTION_FINISHED"

    Example: It stays as it was written when they are off again
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And the page request "Invoices" ran as Nia with debugging parameters, and in it
        | event                           | category  | level | in             |
        | USER_DEBUG\|[21]\|DEBUG\|posted | APEX_CODE | DEBUG | InvoiceService |
      And Sam switched off the subscriber debug logs of "Ledger" in Acme Corp
      When Nia views the debug log of "Invoices"
      Then the events in the log are "EXECUTION_STARTED, CODE_UNIT_STARTED, USER_DEBUG, CODE_UNIT_FINISHED, EXECUTION_FINISHED"

    Example: A log from when they are off again does not show it
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And Sam switched off the subscriber debug logs of "Ledger" in Acme Corp
      And the page request "Invoices" ran as Nia with debugging parameters, and in it
        | event                           | category  | level | in             |
        | USER_DEBUG\|[21]\|DEBUG\|posted | APEX_CODE | DEBUG | InvoiceService |
      When Nia views the debug log of "Invoices"
      Then the events in the log are "EXECUTION_STARTED, ENTERING_MANAGED_PKG, EXECUTION_FINISHED"

    Example: Nor does one from before show it once they are on
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      When Nia views the debug log of "InvoiceReminder.remind"
      Then the events in the log are "EXECUTION_STARTED, CODE_UNIT_STARTED, ENTERING_MANAGED_PKG, ENTERING_MANAGED_PKG, CODE_UNIT_FINISHED, EXECUTION_FINISHED"
