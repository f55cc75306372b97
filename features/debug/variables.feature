Feature: Variables of a stopped thread
  An engineer looks at what the subscriber's data is just then. What it is stays between the two: the record says what was looked at.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT
    And Sam set a breakpoint at line 20 of InvoiceService
    And Nia of Acme UAT called "InvoiceService.post" by REST

  @DEBUG-39
  Rule: No expression is evaluated and nothing is watched; variables unfold level by level

    Background:
      Given "InvoiceService.post" stopped at line 20 of InvoiceService with the variables
        | in      | name       | type              | value                | library |
        |         | invoice    | Invoice__c        | Invoice__c:{4711}    |         |
        |         | note       | String            |                      |         |
        |         | byName     | Map<String,Id>    | {Nia Smith=a0R001}   |         |
        |         | setting    | System.JSONParser | System.JSONParser@1f | yes     |
        | invoice | Total      | Decimal           |               100.01 |         |
        | invoice | Owner      | User              | User:{Nia}           |         |
        | invoice | tags       | Set<String>       | {in arrears}         |         |
        | tags    | in arrears | String            | in arrears           |         |
        | Owner   | Email      | String            | nia@acme.example.uat |         |
        | byName  | Nia Smith  | Id                | a0R001               |         |
        | setting | text       | String            | {}                   |         |

    Example: The first level
      When Sam reads the variables of "InvoiceService.post"
      Then Sam is let in under DEBUG-39
      And the variables are
        | name    | type              | value                | unfolds |
        | invoice | Invoice__c        | Invoice__c:{4711}    | yes     |
        | note    | String            |                      | no      |
        | byName  | Map<String,Id>    | {Nia Smith=a0R001}   | yes     |
        | setting | System.JSONParser | System.JSONParser@1f | yes     |
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | file                | line | path | names                                 | count |
        | debug.variables-read | Nia  | Sam           | ledg/InvoiceService |   20 | []   | ["invoice","note","byName","setting"] |     4 |

    Example: The next level
      When Sam unfolds "invoice > Owner" in the variables of "InvoiceService.post"
      Then the variables are
        | name  | type   | value                | unfolds |
        | Email | String | nia@acme.example.uat | no      |
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | path                | names     | count |
        | debug.variables-read | Nia  | Sam           | ["invoice","Owner"] | ["Email"] |     1 |

    Example: Keys of a map are data, so the record counts them only
      When Sam unfolds "byName" in the variables of "InvoiceService.post"
      Then the variables are
        | name      | type | value  | unfolds |
        | Nia Smith | Id   | a0R001 | no      |
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | path       | names | count |
        | debug.variables-read | Nia  | Sam           | ["byName"] | []    |     1 |

    Example: Elements of a set likewise
      When Sam unfolds "invoice > tags" in the variables of "InvoiceService.post"
      Then the variables are
        | name       | type   | value      | unfolds |
        | in arrears | String | in arrears | no      |
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | path               | names | count |
        | debug.variables-read | Nia  | Sam           | ["invoice","tags"] | []    |     1 |

    Example: Nor is a key on record where the way leads past it
      When Sam unfolds "byName > Nia Smith" in the variables of "InvoiceService.post"
      Then Sam is let in under DEBUG-39
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | path           | names | count |
        | debug.variables-read | Nia  | Sam           | ["byName","*"] | []    |     0 |

    Example: The customer is told that she looked, and not what the package calls its variables
      Given Sam read the variables of "InvoiceService.post"
      When Nia of Acme UAT reads what was done in the org
      Then "debug.variables-read" is told, and "byName" is not

    Example: An object of the library shows its text only
      When Sam unfolds "setting" in the variables of "InvoiceService.post"
      Then Sam is refused under DEBUG-39 because "System.JSONParser is an object of the library, which shows its text only"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act            |
        | debug.refused | Nia  | Sam           | read variables |

    Example: A variable that is not there
      When Sam unfolds "total" in the variables of "InvoiceService.post"
      Then Sam is told 'no variable "total"'

    Example: A thread that has gone on
      Given Sam continued "InvoiceService.post"
      When Sam reads the variables of "InvoiceService.post"
      Then Sam is told 'the request is running; wait until it has stopped'

    Example: An engineer who may debug no more
      Given Lena took View and Debug Managed Apex from Sam by permission set
      When Sam reads the variables of "InvoiceService.post"
      Then Sam is refused under DEBUG-08 because "sam@ledgerlabs.example lacks View and Debug Managed Apex in Ledger Labs"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act            |
        | debug.refused | Nia  | Sam           | read variables |

    Scenario Outline: Asking to <what>
      When Sam asks the debugger: <what>
      Then Sam is refused under DEBUG-39 because "the debugger cannot do this: <what>"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                      |
        | debug.refused | Nia  | Sam           | ask the debugger: <what> |

      Examples:
        | what                   |
        | evaluate an expression |
        | watch an expression    |

  @DEBUG-31
  Rule: There are no conditional, hit-count or function breakpoints, no step back, no restarted frame and no set variable

    Scenario Outline: Asking for it: <what>
      When Sam asks the debugger: <what>
      Then Sam is refused under DEBUG-31 because "the debugger cannot do this: <what>"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                      |
        | debug.refused | Nia  | Sam           | ask the debugger: <what> |

      Examples:
        | what                   |
        | conditional breakpoint |
        | hit-count breakpoint   |
        | function breakpoint    |
        | step back              |
        | restart frame          |
        | set variable           |
