Feature: A second factor in a running session
  Whoever logged in with a password alone can prove a second factor later, with a one-time code of the own device.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam logged in without multi-factor authentication

  Example: The code lifts the session to high assurance
    When Sam verifies the session in Ledger Labs with a one-time code
    Then the session is one of high assurance
    And the audit log of Ledger Labs gains only
      | event            | user | level          |
      | session.verified | Sam  | high assurance |

  Example: Then Sam is let in as Nia
    Given Sam verified the session in Ledger Labs with a one-time code
    When Sam logs in as Nia
    Then Sam is let in under GRANT-03

  Example: Where Session Settings say otherwise, the code is no high assurance
    Given multi-factor authentication is not in the High Assurance column of Ledger Labs
    When Sam verifies the session in Ledger Labs with a one-time code
    Then the session is one of standard assurance

  Example: A wrong code changes nothing and is on record
    When Sam verifies the session in Ledger Labs with the code "000000"
    Then Sam is told "the one-time code is wrong or used up; wait for the next one on the device"
    And the audit log of Ledger Labs gains only
      | event           | user | username               |
      | session.refused | Sam  | sam@ledgerlabs.example |
