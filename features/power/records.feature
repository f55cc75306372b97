Feature: Business records
  An agent works with the user's data as the user could. The records cannot tell the two apart; the audit log can.

  @POWER-16
  Rule: An agent reads and writes data as far as the user's permissions go, and changes are real

    @wire
    Example: As an administrator the agent changes any record
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam sets the status of invoice "4711" to "Draft"
      Then Sam is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user | delegate user | sobject          |
        | power.record-changed | Nia  | Sam           | ledg__Invoice__c |
      And the invoices of Acme Corp are
        | invoice | status | created by       | last modified by | at               |
        |    4711 | Draft  | nia@acme.example | nia@acme.example | 2031-03-04 09:00 |

    @wire
    Scenario Outline: As a user without the permission the agent reaches no record of others: <act>
      Given Omar granted Ledger Labs login access for 1 week
      And Sam is logged in as Omar
      When Sam <act>
      Then Sam is refused under POWER-16 because "omar@acme.example lacks <permission>, and the record is somebody else's"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | power.refused | Omar | Sam           |

      Examples:
        | act                                          | permission      |
        | opens invoice "4711"                         | View All Data   |
        | sets the status of invoice "4711" to "Draft" | Modify All Data |

    @wire
    Example: Seeing all data is not changing it
      Given Omar granted Ledger Labs login access for 1 week
      And Omar holds "View All Data" by permission set
      And Sam is logged in as Omar
      When Sam sets the status of invoice "4711" to "Draft"
      Then Sam is refused under POWER-16

    Example: A permission to see all data opens the record
      Given Omar granted Ledger Labs login access for 1 week
      And Omar holds "View All Data" by permission set
      And Sam is logged in as Omar
      When Sam opens invoice "4711"
      Then Sam is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | page          |
        | login.visited | Omar | Sam           | view a record |

    @wire
    Example: The user's own records are within reach
      Given Omar created invoice "4712"
      And Omar granted Ledger Labs login access for 1 week
      And Sam is logged in as Omar
      When Sam opens the records
      Then the invoices listed are "4712"

    @wire
    Example: The user herself reaches no further
      When Omar opens invoice "4711"
      Then Omar is refused under POWER-16

  @POWER-22 @wire
  Rule: Records name the user as creator and last modifier; only audit traces tell the agent apart

    Background:
      Given Nia granted Ledger Labs login access for 1 week

    Example: A record that an agent created
      Given Sam is logged in as Nia
      And it is 10:00 on Tuesday
      When Sam creates invoice "4712"
      Then Sam is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user | delegate user |
        | power.record-changed | Nia  | Sam           |
      And the invoices of Acme Corp are
        | invoice | status | created by       | last modified by | at               |
        |    4711 | Posted | nia@acme.example | nia@acme.example | 2031-03-04 09:00 |
        |    4712 | Draft  | nia@acme.example | nia@acme.example | 2031-03-04 10:00 |

    Example: A record that the user created leaves the same names
      Given it is 10:00 on Tuesday
      When Nia creates invoice "4712"
      Then Nia is let in under POWER-16
      And the audit log of Acme Corp gains only
        | event                | user | delegate user |
        | power.record-changed | Nia  |               |
      And the invoices of Acme Corp are
        | invoice | status | created by       | last modified by | at               |
        |    4711 | Posted | nia@acme.example | nia@acme.example | 2031-03-04 09:00 |
        |    4712 | Draft  | nia@acme.example | nia@acme.example | 2031-03-04 10:00 |

    Example: A change keeps the creator and names the user as last modifier
      Given Omar created invoice "4712"
      And Sam is logged in as Nia
      When Sam sets the status of invoice "4712" to "Posted"
      Then Sam is let in under POWER-16
      And the invoices of Acme Corp are
        | invoice | status | created by        | last modified by | at               |
        |    4711 | Posted | nia@acme.example  | nia@acme.example | 2031-03-04 09:00 |
        |    4712 | Posted | omar@acme.example | nia@acme.example | 2031-03-04 09:00 |
