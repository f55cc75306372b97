Feature: Why somebody reads a trace, or does not
  Whoever looks for a trace and finds nothing wants to know what is missing.

  Scenario Outline: An administrator, and <trace>
    When Nia asks whether Nia may read the trace "<trace>"
    Then Nia would be <answer> under <under>

    Examples:
      | trace             | answer  | under    |
      | Setup Audit Trail | let in  | TRACE-04 |
      | Login History     | let in  | TRACE-12 |
      | sessions          | let in  | TRACE-17 |
      | event log files   | refused | TRACE-19 |
      | event log rows    | refused | TRACE-20 |
      | real-time events  | refused | TRACE-21 |

  Example: What is missing, and who could
    When Nia asks whether Omar may read the trace "Login History"
    Then Nia would be refused under TRACE-12
    And what would help is to "ask for the own logins, or let an administrator give the user Monitor Login History"
    And it could be done only by
      | agent | user             |
      |       | nia@acme.example |

  Example: Deleting a session
    When Nia asks whether Omar may delete sessions
    Then Nia would be refused under TRACE-17
    And what would help is to "look at the own sessions, or ask an administrator who holds Manage Users"
    And the facts are
      | works as         | omar@acme.example of Acme Corp |
      | profile          | Standard Platform User         |
      | trace            | sessions                       |
      | Event Monitoring | no                             |
