Feature: Debug logs of managed packages
  One log, several views: what a managed package logs is for its publisher, and a log that an agent made is for no
  customer at all.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Nia granted Quill Inc login access for 1 week

  @POWER-03
  Rule: The debug logs of a managed package can be viewed with login access, and not by the customer

    Example: The agent sees what the own package logged, and that is on record
      Given Sam is logged in as Nia
      When Sam views what Ledger logged in "InvoiceReminder.remind"
      Then Sam is let in under POWER-03
      And the log reads
        """
        08:30:00.0 (2210000)|METHOD_ENTRY|[13]|ledg.InvoiceService.post(Id)
        08:30:00.0 (2630000)|VARIABLE_ASSIGNMENT|[6]|mode|"HALF_UP"
        08:30:00.0 (2990000)|USER_DEBUG|[21]|DEBUG|posted 4711 at 100.01
        """
      And the audit log of Acme Corp gains only
        | event    | user | delegate user | rule     |
        | log.read | Nia  | Sam           | POWER-03 |

    Example: The administrator of the customer is refused
      When Nia views what Ledger logged in "InvoiceReminder.remind"
      Then Nia is refused under POWER-03 because "what the managed package Ledger logs is hidden from Acme Corp"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | power.refused | Nia  |               |

    @wire
    Example: In the customer's view of a whole log each passage through a package is one line
      When Nia views the debug log of "InvoiceReminder.remind"
      Then Nia is let in under POWER-08
      And the log reads
        """
        08:30:00.0 (1021000)|EXECUTION_STARTED
        08:30:00.0 (1340000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceReminder.remind
        08:30:00.0 (2210000)|ENTERING_MANAGED_PKG|ledg
        08:30:00.0 (3120000)|ENTERING_MANAGED_PKG|quil
        08:30:00.0 (3410000)|CODE_UNIT_FINISHED|InvoiceReminder.remind
        08:30:00.0 (3500000)|EXECUTION_FINISHED
        """
      And the audit log of Acme Corp gains nothing

    @wire
    Example: In the agent's view only the passages through foreign packages stay closed
      Given Sam is logged in as Nia
      When Sam views the debug log of "InvoiceReminder.remind"
      Then Sam is let in under POWER-08
      And the log reads
        """
        08:30:00.0 (1021000)|EXECUTION_STARTED
        08:30:00.0 (1340000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceReminder.remind
        08:30:00.0 (2210000)|METHOD_ENTRY|[13]|ledg.InvoiceService.post(Id)
        08:30:00.0 (2630000)|VARIABLE_ASSIGNMENT|[6]|mode|"HALF_UP"
        08:30:00.0 (2990000)|USER_DEBUG|[21]|DEBUG|posted 4711 at 100.01
        08:30:00.0 (3120000)|ENTERING_MANAGED_PKG|quil
        08:30:00.0 (3410000)|CODE_UNIT_FINISHED|InvoiceReminder.remind
        08:30:00.0 (3500000)|EXECUTION_FINISHED
        """
      And the audit log of Acme Corp gains only
        | event    | user | delegate user |
        | log.read | Nia  | Sam           |

    Example: No permission of an engineer is asked for
      Given Tess is logged in as Nia
      When Tess views what Ledger logged in "InvoiceReminder.remind"
      Then Tess is let in under POWER-03

  @POWER-17
  Rule: Debug logs that an agent sets up or produces are not visible to the subscriber

    Background:
      Given Sam is logged in as Nia

    Example: Producing one is on record
      When Sam sets the status of invoice "4711" to "Draft" with debugging
      Then Sam is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user | delegate user |
        | power.record-changed | Nia  | Sam           |
        | log.written          | Nia  | Sam           |

    Example: The agent finds it in the list
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      When Sam opens Debug Logs
      Then the debug logs listed are
        | username         | operation               |
        | nia@acme.example | InvoiceReminder.remind  |
        | nia@acme.example | Update ledg__Invoice__c |

    Example: A colleague of the agent finds it, too
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      And Tess is logged in as Nia
      When Tess opens Debug Logs
      Then the debug logs listed are
        | username         | operation               |
        | nia@acme.example | InvoiceReminder.remind  |
        | nia@acme.example | Update ledg__Invoice__c |

    @wire
    Example: The customer does not
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username         | operation              |
        | nia@acme.example | InvoiceReminder.remind |

    Example: The agent of another publisher does not
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      And Quentin is logged in as Nia
      When Quentin opens Debug Logs
      Then the debug logs listed are
        | username         | operation              |
        | nia@acme.example | InvoiceReminder.remind |

    @wire
    Example: Nor does the customer get at it in another way
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      When Nia views the debug log of "Update ledg__Invoice__c"
      Then Nia is refused under POWER-17
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act              |
        | power.refused | Nia  |               | view a debug log |

    Example: The customer is told that there is one, and not what it says
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      When Nia reads what was done in the org
      Then "log.written" is told, and "CODE_UNIT_STARTED" is not

    Example: An explanation says the same, also while the customer sees the package's Apex
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      And Tess switched on the subscriber debug logs of "Ledger" in Acme Corp
      When Nia asks whether Nia may read what Ledger logged in "Update ledg__Invoice__c"
      Then Nia would be refused under POWER-17

    @wire
    Example: It shows the triggers of the agent's package
      Given Sam set the status of invoice "4711" to "Draft" with debugging
      When Sam views the debug log of "Update ledg__Invoice__c"
      Then the log reads
        """
        66.0 APEX_CODE,FINEST;APEX_PROFILING,FINEST;CALLOUT,FINEST;DB,FINEST;NBA,FINEST;SYSTEM,FINEST;VALIDATION,FINEST;VISUALFORCE,FINEST;WAVE,FINEST;WORKFLOW,FINEST
        09:00:00.0 (0)|EXECUTION_STARTED
        09:00:00.0 (1000)|DML_BEGIN|[EXTERNAL]|Op:Update|Type:ledg__Invoice__c|Rows:1
        09:00:00.0 (2000)|CODE_UNIT_STARTED|[EXTERNAL]|ledg.InvoiceTrigger on trigger event BeforeUpdate
        09:00:00.0 (3000)|CODE_UNIT_FINISHED|ledg.InvoiceTrigger on trigger event BeforeUpdate
        09:00:00.0 (4000)|VARIABLE_ASSIGNMENT|[EXTERNAL]|ledg__Status__c|"Draft"
        09:00:00.0 (5000)|DML_END|[EXTERNAL]
        09:00:00.0 (6000)|EXECUTION_FINISHED
        """

    @wire
    Example: What the customer's own work produced stays the customer's
      Given Nia set the status of invoice "4711" to "Draft" with debugging
      When Nia opens Debug Logs
      Then the debug logs listed are
        | username         | operation               |
        | nia@acme.example | InvoiceReminder.remind  |
        | nia@acme.example | Update ledg__Invoice__c |
