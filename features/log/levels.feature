@wire
Feature: Levels of debug logs
  How much of what happened stands in a log is set category by category.

  @LOG-08
  Rule: A log level includes the levels before it

    Scenario Outline: Apex Code at <set>
      Given Nia made the debug level "Chosen" with
        | APEX_CODE | <set> |
      And Nia set a trace flag on Nia at "Chosen"
      And the page request "Invoices" ran as Nia, and in it
        | event                               | category  | level  |
        | VARIABLE_ASSIGNMENT\|[7]\|x\|"4711" | APEX_CODE | FINEST |
        | STATEMENT_EXECUTE\|[7]              | APEX_CODE | FINER  |
        | METHOD_ENTRY\|[7]\|Invoices.show()  | APEX_CODE | FINE   |
        | USER_DEBUG\|[7]\|DEBUG\|shown       | APEX_CODE | DEBUG  |
        | USER_DEBUG\|[7]\|INFO\|shown        | APEX_CODE | INFO   |
        | USER_DEBUG\|[7]\|WARN\|shown        | APEX_CODE | WARN   |
        | FATAL_ERROR\|shown                  | APEX_CODE | ERROR  |
        | LIMIT_USAGE\|never                  | APEX_CODE | NONE   |
      When Nia views the debug log of "Invoices"
      Then the events in the log are "<events>"

      Examples: each with those before it; a line of level NONE belongs to none
        | set    | events                                                                                                                                       |
        | NONE   |                                                                                                                                              |
        | ERROR  | EXECUTION_STARTED, FATAL_ERROR, EXECUTION_FINISHED                                                                                           |
        | WARN   | EXECUTION_STARTED, USER_DEBUG, FATAL_ERROR, EXECUTION_FINISHED                                                                               |
        | INFO   | EXECUTION_STARTED, USER_DEBUG, USER_DEBUG, FATAL_ERROR, EXECUTION_FINISHED                                                                   |
        | DEBUG  | EXECUTION_STARTED, USER_DEBUG, USER_DEBUG, USER_DEBUG, FATAL_ERROR, EXECUTION_FINISHED                                                       |
        | FINE   | EXECUTION_STARTED, METHOD_ENTRY, USER_DEBUG, USER_DEBUG, USER_DEBUG, FATAL_ERROR, EXECUTION_FINISHED                                         |
        | FINER  | EXECUTION_STARTED, STATEMENT_EXECUTE, METHOD_ENTRY, USER_DEBUG, USER_DEBUG, USER_DEBUG, FATAL_ERROR, EXECUTION_FINISHED                      |
        | FINEST | EXECUTION_STARTED, VARIABLE_ASSIGNMENT, STATEMENT_EXECUTE, METHOD_ENTRY, USER_DEBUG, USER_DEBUG, USER_DEBUG, FATAL_ERROR, EXECUTION_FINISHED |

    Example: At FINEST the values of variables stand in the log
      Given Nia made the debug level "Chosen" with
        | APEX_CODE | FINEST |
      And Nia set a trace flag on Nia at "Chosen"
      And the page request "Invoices" ran as Nia, and in it
        | event                               | category  | level  |
        | VARIABLE_ASSIGNMENT\|[7]\|x\|"4711" | APEX_CODE | FINEST |
      When Nia views the debug log of "Invoices"
      Then the log reads
        """
        66.0 APEX_CODE,FINEST;APEX_PROFILING,NONE;CALLOUT,NONE;DB,NONE;NBA,NONE;SYSTEM,NONE;VALIDATION,NONE;VISUALFORCE,NONE;WAVE,NONE;WORKFLOW,NONE
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|VARIABLE_ASSIGNMENT|[7]|x|"4711"
        09:00:00.0 (2000)|EXECUTION_FINISHED
        """

  @LOG-09
  Rule: Levels are set for each log category

    Example: The header names every category; one for which no level is set logs nothing
      Given Nia made the debug level "Mixed" with
        | APEX_CODE      | ERROR |
        | APEX_PROFILING | WARN  |
        | CALLOUT        | INFO  |
        | DB             | DEBUG |
        | SYSTEM         | FINE  |
        | VALIDATION     | FINER |
        | WORKFLOW       | NONE  |
      And Nia set a trace flag on Nia at "Mixed"
      And the page request "Invoices" ran as Nia, and in it
        | event                          | category   | level |
        | SOQL_EXECUTE_BEGIN\|[7]        | DB         | INFO  |
        | USER_DEBUG\|[7]\|INFO\|shown   | APEX_CODE  | INFO  |
        | CALLOUT_REQUEST\|[8]           | CALLOUT    | INFO  |
        | CALLOUT_RESPONSE\|[8]          | CALLOUT    | DEBUG |
        | VALIDATION_RULE\|Total         | VALIDATION | INFO  |
        | WF_RULE_EVAL_BEGIN\|Assignment | WORKFLOW   | INFO  |
        | NBA_NODE_BEGIN                 | NBA        | INFO  |
      When Nia views the debug log of "Invoices"
      Then the log reads
        """
        66.0 APEX_CODE,ERROR;APEX_PROFILING,WARN;CALLOUT,INFO;DB,DEBUG;NBA,NONE;SYSTEM,FINE;VALIDATION,FINER;VISUALFORCE,NONE;WAVE,NONE;WORKFLOW,NONE
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|SOQL_EXECUTE_BEGIN|[7]
        09:00:00.0 (2000)|CALLOUT_REQUEST|[8]
        09:00:00.0 (3000)|VALIDATION_RULE|Total
        09:00:00.0 (4000)|EXECUTION_FINISHED
        """

    Example: A debug level is on record
      When Nia makes the debug level "Mixed" with
        | APEX_CODE | ERROR |
      Then Nia is let in under LOG-03
      And the audit log of Acme Corp gains only
        | event               | user | name  |
        | log.debug-level-set | Nia  | Mixed |

  @LOG-06
  Rule: Trace flags on classes and triggers cause no log; they override levels while another flag writes one

    Background:
      Given Nia made the debug level "Coarse" with
        | APEX_CODE | ERROR |
      And Nia made the debug level "Fine" with
        | APEX_CODE | FINE |

    Example: Alone it causes none
      Given Nia set a trace flag on the class InvoiceReminder at "Fine"
      When the page request "Invoices" runs as Nia
      Then no debug log is written
      And the audit log of Acme Corp gains nothing

    Example: Beside a flag on the user it counts within its class, and only there
      Given Nia set a trace flag on Nia at "Coarse"
      And Nia set a trace flag on the class InvoiceReminder at "Fine"
      And the page request "Invoices" ran as Nia, and in it
        | event                             | category  | level | in              |
        | METHOD_ENTRY\|[7]\|Invoices.show  | APEX_CODE | FINE  |                 |
        | METHOD_ENTRY\|[3]\|remind(Id)     | APEX_CODE | FINE  | InvoiceReminder |
        | METHOD_ENTRY\|[2]\|InvoiceTrigger | APEX_CODE | FINE  | InvoiceTrigger  |
      When Nia views the debug log of "Invoices"
      Then the log reads
        """
        66.0 APEX_CODE,ERROR;APEX_PROFILING,NONE;CALLOUT,NONE;DB,NONE;NBA,NONE;SYSTEM,NONE;VALIDATION,NONE;VISUALFORCE,NONE;WAVE,NONE;WORKFLOW,NONE
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceReminder
        09:00:00.0 (2000)|METHOD_ENTRY|[3]|remind(Id)
        09:00:00.0 (3000)|CODE_UNIT_FINISHED|InvoiceReminder
        09:00:00.0 (4000)|ENTERING_MANAGED_PKG|ledg
        09:00:00.0 (6000)|EXECUTION_FINISHED
        """

    Example: It can also make less of it
      Given Nia set a trace flag on Nia at "Fine"
      And Nia set a trace flag on the class InvoiceReminder at "Coarse"
      And the page request "Invoices" ran as Nia, and in it
        | event                            | category  | level | in              |
        | METHOD_ENTRY\|[7]\|Invoices.show | APEX_CODE | FINE  |                 |
        | METHOD_ENTRY\|[3]\|remind(Id)    | APEX_CODE | FINE  | InvoiceReminder |
      When Nia views the debug log of "Invoices"
      Then the events in the log are "EXECUTION_STARTED, METHOD_ENTRY, CODE_UNIT_STARTED, CODE_UNIT_FINISHED, EXECUTION_FINISHED"

    Example: Once its window is over it overrides nothing
      Given Nia set a trace flag on Nia with
        | debug level | Coarse           |
        | until       | 12:00 on Tuesday |
      And Nia set a trace flag on the class InvoiceReminder at "Fine"
      And it is 09:30 on Tuesday
      And the page request "Invoices" ran as Nia, and in it
        | event                         | category  | level | in              |
        | METHOD_ENTRY\|[3]\|remind(Id) | APEX_CODE | FINE  | InvoiceReminder |
      When Nia views the debug log of "Invoices"
      Then the events in the log are "EXECUTION_STARTED, CODE_UNIT_STARTED, CODE_UNIT_FINISHED, EXECUTION_FINISHED"
