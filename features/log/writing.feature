Feature: When a debug log is written, and what stands in it
  Whatever runs in an org tells what happened; what of it becomes a debug log the platform decides.

  @LOG-02 @wire
  Rule: A debug log is written under an active trace flag, for test runs and for requests with debugging parameters, one for each transaction

    Background:
      Given Nia made the debug level "Everything" with
        | APEX_CODE | FINEST |

    Example: A user who is traced
      Given Nia set a trace flag on Omar at "Everything"
      When Omar creates invoice "4712"
      Then Omar is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user | rule     | cause      |
        | power.record-changed | Omar | POWER-16 |            |
        | log.written          | Omar | LOG-02   | trace flag |

    Example: A user whom nobody traces
      Given Nia set a trace flag on Omar at "Everything"
      When Nia creates invoice "4712"
      Then Nia is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user |
        | power.record-changed | Nia  |

    Example: Apex tests, whoever runs them
      When the test run "InvoiceTest" runs as Nia
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user | cause    |
        | log.written | Nia  | test run |

    Example: A request that asks for it
      When the API request "query" runs as Nia with debugging parameters
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user | cause                |
        | log.written | Nia  | debugging parameters |

    Example: A request that does not
      When the API request "query" runs as Nia
      Then no debug log is written
      And the audit log of Acme Corp gains nothing

    Example: All reasons at once are one log, and the trace flag has its say
      Given Nia set a trace flag on Nia with
        | log type    | USER_DEBUG |
        | debug level | Everything |
      And Nia set a trace flag on Nia with
        | log type    | DEVELOPER_LOG |
        | debug level | Everything    |
      When the test run "InvoiceTest" runs as Nia with debugging parameters
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user | cause      |
        | log.written | Nia  | trace flag |

    Example: The platform's own user
      Given Nia set a trace flag on the automated process at "Everything"
      When the asynchronous Apex "Nightly" runs as the automated process
      Then a debug log is written
      And the audit log of Acme Corp gains only
        | event       | user | cause      |
        | log.written |      | trace flag |

    Example: Another of the platform's own users
      Given Nia set a trace flag on the automated process at "Everything"
      When the asynchronous Apex "Nightly" runs as the platform integration
      Then no debug log is written

    Example: Tests log at levels of their own
      Given the test run "InvoiceTest" ran as Nia
      When Nia views the debug log of "InvoiceTest"
      Then the log reads
        """
        66.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO;CALLOUT,INFO;DB,INFO;NBA,NONE;SYSTEM,DEBUG;VALIDATION,INFO;VISUALFORCE,INFO;WAVE,NONE;WORKFLOW,INFO
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|USER_DEBUG|[3]|DEBUG|done
        09:00:00.0 (2000)|EXECUTION_FINISHED
        """

    Example: A user of another org is not meant
      Given Nia set a trace flag on Nia at "Everything"
      When the page request "Invoices" runs as Nia of Acme UAT
      Then no debug log is written
      And the audit log of Acme UAT gains nothing

  @LOG-20
  Rule: Time-based workflow actions, controllers of email templates and lead-conversion triggers are not logged

    Scenario Outline: The <origin>
      When the <origin> "Remind" runs as Nia with debugging parameters
      Then no debug log is written
      And the audit log of Acme Corp gains nothing

      Examples:
        | origin                    |
        | time-based workflow       |
        | email template controller |
        | lead conversion trigger   |

    Scenario Outline: Not so the <origin>
      When the <origin> "Remind" runs as Nia with debugging parameters
      Then a debug log is written

      Examples:
        | origin            |
        | anonymous Apex    |
        | API request       |
        | asynchronous Apex |
        | page request      |
        | record save       |

  @LOG-15 @wire
  Rule: A debug log begins with a header of API version and levels, and goes on in execution units and code units

    Example: One class after the other
      Given the anonymous Apex "remind" ran as Nia with debugging parameters, and in it
        | event                         | category  | level | in              |
        | SOQL_EXECUTE_BEGIN\|[1]       | DB        | INFO  |                 |
        | METHOD_ENTRY\|[2]\|remind(Id) | APEX_CODE | FINE  | InvoiceReminder |
        | USER_DEBUG\|[2]\|DEBUG\|done  | APEX_CODE | DEBUG |                 |
      When Nia views the debug log of "remind"
      Then the log reads
        """
        66.0 APEX_CODE,FINEST;APEX_PROFILING,FINEST;CALLOUT,FINEST;DB,FINEST;NBA,FINEST;SYSTEM,FINEST;VALIDATION,FINEST;VISUALFORCE,FINEST;WAVE,FINEST;WORKFLOW,FINEST
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|SOQL_EXECUTE_BEGIN|[1]
        09:00:00.0 (2000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceReminder
        09:00:00.0 (3000)|METHOD_ENTRY|[2]|remind(Id)
        09:00:00.0 (4000)|CODE_UNIT_FINISHED|InvoiceReminder
        09:00:00.0 (5000)|USER_DEBUG|[2]|DEBUG|done
        09:00:00.0 (6000)|EXECUTION_FINISHED
        """

  @LOG-14 @wire
  Rule: A session id in a debug log is replaced by SESSION_ID_REMOVED

    Example: Wherever one stands
      Given the anonymous Apex "remind" ran as Nia with debugging parameters, and in it
        | event                                                                                            | category  | level  |
        | USER_DEBUG\|[1]\|DEBUG\|sid=00D5f0000000003!AQEAQFvE_secret.of-a.Session and 00D5f0000000003EAA! | APEX_CODE | DEBUG  |
        | VARIABLE_ASSIGNMENT\|[2]\|s\|"00D5f0000000003EAA!AQ.x"                                           | APEX_CODE | FINEST |
        | USER_DEBUG\|[3]\|DEBUG\|00D5f0000000003EAA is our org                                            | APEX_CODE | DEBUG  |
      When Nia views the debug log of "remind"
      Then the log reads
        """
        66.0 APEX_CODE,FINEST;APEX_PROFILING,FINEST;CALLOUT,FINEST;DB,FINEST;NBA,FINEST;SYSTEM,FINEST;VALIDATION,FINEST;VISUALFORCE,FINEST;WAVE,FINEST;WORKFLOW,FINEST
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|USER_DEBUG|[1]|DEBUG|sid=SESSION_ID_REMOVED and 00D5f0000000003EAA!
        09:00:00.0 (2000)|VARIABLE_ASSIGNMENT|[2]|s|"SESSION_ID_REMOVED"
        09:00:00.0 (3000)|USER_DEBUG|[3]|DEBUG|00D5f0000000003EAA is our org
        09:00:00.0 (4000)|EXECUTION_FINISHED
        """

    Example: It does not reach the audit log either
      Given the anonymous Apex "remind" ran as Nia with debugging parameters, and in it
        | event                                                                    | category  | level |
        | USER_DEBUG\|[1]\|DEBUG\|sid=00D5f0000000003!AQEAQFvE_secret.of-a.Session | APEX_CODE | DEBUG |
      When Nia views the debug log of "remind"
      Then nothing on record holds "AQEAQFvE_secret"

    Example: Nor does one that stands in what the log is called by
      Given the page request "/secur/frontdoor.jsp?sid=00D5f0000000003%21AQEAQFvE_secret.of-a.Session" ran as Nia with debugging parameters
      And Nia deleted the debug log of "InvoiceReminder.remind"
      When Nia queries the ApexLog records
      Then the ApexLog records are
        | Operation                                   |
        | /secur/frontdoor.jsp?sid=SESSION_ID_REMOVED |
      And nothing on record holds "AQEAQFvE_secret"

  @LOG-10 @wire
  Rule: A debug log holds at most 20 MB; of a larger one older lines are removed

    @large
    Example: A log that fits stays whole
      Given the test run "Load" ran as Nia and logged 19 lines of 1 MB
      When Nia views the debug log of "Load"
      Then the log holds 19 lines of 1 MB
      And the first line after the header is "09:00:00.0 (0)|EXECUTION_STARTED"

    @large
    Example: One byte too many, and the oldest lines make room for the rest and a mark
      Given the test run "Load" ran as Nia and logged 20 lines of 1 MB
      When Nia views the debug log of "Load"
      Then the log holds 19 lines of 1 MB
      And the first line after the header is "*** Skipped 1048609 bytes of detailed log"
