Feature: Session Settings and users
  An administrator decides how long sessions last and who works at all.

  Example: Nia finds that nobody has chosen a session timeout
    When Nia opens the Session Settings of Acme Corp
    Then nobody has chosen a session timeout

  Example: Omar may not look
    When Omar opens the Session Settings of Acme Corp
    Then Omar is refused under POWER-08

  Example: Omar may not change them either
    When Omar sets the session timeout of Acme Corp to 15 minutes
    Then Omar is refused under POWER-08 because "omar@acme.example lacks Modify All Data, which it takes to change Session Settings"
    And the audit log of Acme Corp gains only
      | event         | user | rule     |
      | power.refused | Omar | POWER-08 |

  Example: A timeout that is not offered is told to Nia, and is no matter for the record
    When Nia sets the session timeout of Acme Corp to 7 minutes
    Then Nia is told "a session timeout of 7 minutes is not offered; choose 15 to 1440"
    And the audit log of Acme Corp gains nothing

  Example: What an agent tried in vain is on record
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    When Sam sets the session timeout of Acme Corp to 7 minutes
    Then Sam is told "a session timeout of 7 minutes is not offered; choose 15 to 1440"
    And the audit log of Acme Corp gains only
      | event         | user | delegate user | page                    | fault         |
      | login.visited | Nia  | Sam           | change Session Settings | INVALID_FIELD |

  Example: A session keeps the timeout it began with
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Acme Corp ends sessions after 15 minutes of idleness
    When Sam goes on working in Acme Corp
    Then the session warns at 2031-03-04 10:59:30 and ends at 11:00 on Tuesday

  @wire
  Example: Nia deactivates Omar
    When Nia deactivates Omar
    Then the audit log of Acme Corp gains only
      | event        | user | what                 |
      | user.changed | Nia  | active true to false |

  @wire
  Example: Nobody who was deactivated logs in
    Given Omar was deactivated
    When Omar logs in to Acme Corp with own credentials
    Then Omar is told "invalid username, password or code, or the user is locked out; check all three"
    And the audit log of Acme Corp gains only
      | event           | user |
      | session.refused | Omar |
