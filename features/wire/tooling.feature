Feature: The Tooling API
  Trace flags, debug logs and anonymous Apex, in the form in which the platform's own clients ask for them.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  Scenario: The debug level that clients log with is made when they ask for it, in whatever letters
    When Nia sends the Tooling API a DebugLevel of
      """
      { "developerName": "SFDC_DevConsole", "MasterLabel": "SFDC_DevConsole", "ApexCode": "FINEST", "Visualforce": "FINER" }
      """
    Then the Tooling API answers 201 with
      """
      { "success": true, "errors": [] }
      """
    And the audit log of Acme Corp gains only
      | event               | user | name            |
      | log.debug-level-set | Nia  | SFDC_DevConsole |

  Scenario: A field that is not there is refused and not passed over
    When Nia sends the Tooling API a DebugLevel of
      """
      { "DeveloperName": "Everything", "Colour": "red" }
      """
    Then the Tooling API answers 400 with
      """
      [{ "errorCode": "INVALID_FIELD", "message": "No such column 'Colour' on sobject of type DebugLevel" }]
      """

  Scenario: What the platform alone writes nobody else does
    When Nia sends the Tooling API a ApexLog of
      """
      { "Operation": "nothing" }
      """
    Then the Tooling API answers 403 with
      """
      [{ "errorCode": "INSUFFICIENT_ACCESS", "message": "nobody can insert an ApexLog; the platform writes it" }]
      """

  Scenario: Another name of the platform that is not simulated says so
    When Nia sends the Tooling API a MetadataContainer of
      """
      { "Name": "Saved" }
      """
    Then the Tooling API answers 501 with
      """
      [{ "errorCode": "UNSIMULATED", "message": "the object MetadataContainer is not simulated" }]
      """

  Scenario: The customer downloads a debug log, without what the package keeps to itself
    When Nia downloads the debug log of "InvoiceReminder.remind"
    Then the Tooling API answers 200 with the text
      """
      08:30:00.0 (1021000)|EXECUTION_STARTED
      08:30:00.0 (1340000)|CODE_UNIT_STARTED|[EXTERNAL]|InvoiceReminder.remind
      08:30:00.0 (2210000)|ENTERING_MANAGED_PKG|ledg
      08:30:00.0 (3120000)|ENTERING_MANAGED_PKG|quil
      08:30:00.0 (3410000)|CODE_UNIT_FINISHED|InvoiceReminder.remind
      08:30:00.0 (3500000)|EXECUTION_FINISHED

      """
    And the audit log of Acme Corp gains nothing

  Scenario: An agent's download is on record
    Given Sam is logged in as Nia
    When Sam downloads the debug log of "InvoiceReminder.remind"
    Then the audit log of Acme Corp gains only
      | event    | user | delegate user |
      | log.read | Nia  | Sam           |

  Scenario: A block of anonymous Apex is told where its syntax breaks
    When Nia executes the anonymous block "Integer i = ;"
    Then the Tooling API answers 200 with
      """
      { "compiled": false, "success": false, "line": 1, "column": 13, "compileProblem": "Unexpected token ';'." }
      """

  Scenario: A block whose syntax is in order is told that nothing runs
    Given Sam is logged in as Nia
    When Sam executes the anonymous block "System.debug('hello');"
    Then the Tooling API answers 200 with
      """
      {
        "compiled": false,
        "success": false,
        "compileProblem": "Understudy does not run Apex yet: the syntax of this block is in order, and nothing of it was run"
      }
      """
    And the audit log of Acme Corp gains only
      | event         | user | delegate user | page                   |
      | login.visited | Nia  | Sam           | execute anonymous Apex |

  Scenario: Whoever may not use the API is refused, whatever it is for
    When Petra sends the Tooling API a DebugLevel of
      """
      { "DeveloperName": "Everything" }
      """
    Then the Tooling API answers 403 with
      """
      [
        {
          "errorCode": "INSUFFICIENT_ACCESS",
          "message": "petra@acme.example lacks API Enabled, which it takes to call the API"
        }
      ]
      """
    And the audit log of Acme Corp gains only
      | event         | user  | rule     | act          |
      | power.refused | Petra | POWER-08 | call the API |
