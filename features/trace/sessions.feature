@wire
Feature: Sessions of the org
  An administrator sees who is logged in, agents too, and can throw anybody out.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @TRACE-16
  Rule: A LoginAs session is an AuthSession of type SubstituteUser

    Example: The user's own session and the agent's
      Given Sam logged in from the address "198.51.100.4"
      And Sam is logged in as Nia
      When Nia reads the sessions of the org
      Then the rows are only
        | Id          | UsersId | Username         | SessionType    | SessionSecurityLevel | LoginType   | SourceIp     | LoginHistoryId | ParentId |
        | AuthSession | Nia     | nia@acme.example | UI             | HIGH_ASSURANCE       | Application |              | LoginHistory   |          |
        | AuthSession | Nia     | nia@acme.example | SubstituteUser | HIGH_ASSURANCE       | Application | 198.51.100.4 | LoginHistory   |          |

    Example: An own administrator's is the child of the session it was entered from
      Given Nia turned the any-user switch on
      And Nia is logged in as the own user Omar
      And Nia works in the own session again
      When Nia reads the sessions of the org
      Then the rows are only
        | UsersId | SessionType    | ParentId    |
        | Nia     | UI             |             |
        | Omar    | SubstituteUser | AuthSession |

    Example: Where the Login History has no row, the session names none
      Given the policy loginHistoryForLoginAs is none
      And Sam is logged in as Nia
      When Nia reads the sessions of the org
      Then the rows are only
        | SessionType    | LoginType   | LoginHistoryId |
        | UI             | Application | LoginHistory   |
        | SubstituteUser | Application |                |

    Example: A login that waits for approval is no session yet
      Given logging in as a user of Acme Corp takes the user's approval
      And Sam waits for approval to work as Nia
      When Nia reads the sessions of the org
      Then the rows are only
        | SessionType |
        | UI          |

  @TRACE-17
  Rule: Administrators see all sessions of the org, and deleting one ends it

    Example: How long a session is valid
      Given Acme Corp ends sessions after 30 minutes of idleness
      And it is 2031-03-04 11:00
      And Nia is logged in with own credentials
      When Nia reads the sessions of the org
      Then Nia is let in under TRACE-17
      And the rows are only
        | CreatedDate      | LastModifiedDate | NumSecondsValid | ExpiresAt        |
        | 2031-03-04 11:00 | 2031-03-04 11:00 |            1800 | 2031-03-04 11:30 |

    Example: Deleting an agent's session
      Given Sam is logged in as Nia
      When Nia deletes the session of Sam
      Then Nia is let in under TRACE-17
      And the audit log of Acme Corp gains only
        | event                 | user | delegate user | reason                      | rule     |
        | trace.session-deleted | Nia  |               |                             | TRACE-17 |
        | login.ended           | Nia  | Sam           | removed by an administrator | TRACE-17 |

    Example: The agent is out
      Given Sam is logged in as Nia
      And Nia deleted the session of Sam
      When Sam goes on working in Acme Corp
      Then Sam is told "the session is over: removed by an administrator; log in again"

    Example: Deleting a user's own session
      Given Omar is logged in with own credentials
      When Nia deletes the session of Omar
      Then the audit log of Acme Corp gains only
        | event                 | user | delegate user | reason                      |
        | trace.session-deleted | Nia  |               |                             |
        | session.ended         | Omar |               | removed by an administrator |

    Example: An agent logged in as the administrator may, too
      Given Omar is logged in with own credentials
      And Sam is logged in as Nia
      When Sam deletes the session of Omar
      Then the audit log of Acme Corp gains only
        | event                 | user | delegate user | reason                      |
        | trace.session-deleted | Nia  | Sam           |                             |
        | session.ended         | Omar |               | removed by an administrator |

    Example: What rests on the session ends with it, and nothing else does
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Tess is logged in as Nia of Acme UAT
      When Nia of Acme UAT deletes the session of Sam
      Then the audit log of Acme UAT gains only
        | event                 | user | delegate user | reason                      |
        | trace.session-deleted | Nia  |               |                             |
        | login.ended           | Nia  | Sam           | removed by an administrator |
        | debug.ended           | Nia  | Sam           | login ended                 |

    Example: A colleague's session in the name of the same user goes on
      Given Sam is logged in as Nia
      And Tess is logged in as Nia
      And Nia deleted the session of Sam
      When Tess goes on working in Acme Corp
      Then Tess is let in under POWER-08

    Example: An agent's login goes on when the session it was begun from is deleted
      Given Sam is logged in as Nia
      And Lena deleted the own session of Sam
      When Sam goes on working in Acme Corp
      Then Sam is let in under POWER-08

    Example: A login that waits for approval is no session to delete
      Given logging in as a user of Acme Corp takes the user's approval
      And Sam waits for approval to work as Nia
      When Nia deletes the session of Sam
      Then Nia finds no such session

    Example: The own session can be deleted, too
      When Nia deletes the session of Nia
      Then the audit log of Acme Corp gains only
        | event                 | user | reason                      |
        | trace.session-deleted | Nia  |                             |
        | session.ended         | Nia  | removed by an administrator |

    Example: An agent reaches no session of another org, and the attempt is on record
      Given Gwen is logged in with own credentials
      And Sam is logged in as Nia
      When Sam deletes the session of Gwen
      Then Sam finds no such session
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | page             | fault     |
        | login.visited | Nia  | Sam           | delete a session | NOT_FOUND |
      And the audit log of Globex gains nothing

    Example: A session that is over cannot be deleted
      Given Omar is logged in with own credentials
      And Nia deleted the session of Omar
      When Nia deletes the session of Omar
      Then Nia finds no such session

    Example: A session of another org is none of this one's
      Given Gwen is logged in with own credentials
      When Nia deletes the session of Gwen
      Then Nia finds no such session
      And the audit log of Globex gains nothing

    Example: A user without Manage Users sees no others
      When Omar reads the sessions of the org
      Then Omar is refused under TRACE-17 because "omar@acme.example lacks Manage Users, which it takes to see and delete the sessions of the org"

    Example: A user without Manage Users sees the own
      Given Nia is logged in with own credentials
      When Omar reads the own sessions
      Then the rows are only
        | UsersId | SessionType |
        | Omar    | UI          |

    Example: A user without Manage Users deletes none
      Given Sam is logged in as Nia
      When Omar deletes the session of Sam
      Then Omar is refused under TRACE-17
      And the audit log of Acme Corp gains only
        | event         | user | act              |
        | trace.refused | Omar | delete a session |
