Feature: Receipts
  Whoever acts is told the number of the record, and can prove to anybody that it is in the log.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  Example: A subscriber is handed a receipt for login access
    Given Nia grants Ledger Labs login access for 1 month
    When Nia fetches the receipt of that from Acme Corp
    Then the evidence is only of
      | event         |
      | grant.changed |
    And the evidence holds without the simulator

  Example: A changed receipt is none
    When Nia fetches the receipt of the last "grant.given" of Acme Corp
    Then the evidence holds without the simulator
    And with one byte changed it does not hold, wherever that is

  Example: An agent proves what was on record of a login from the beginning
    Given Sam logs in as Nia and names the case "CS-1042"
    And Sam works in the own org again
    When Sam fetches the receipt of the last "login.started" of Acme Corp
    Then the evidence is only of
      | event         | values        |
      | login.started | caseReference |
    And the evidence holds without the simulator

  Example: A refusal has one, too
    Given Sam logs in as Omar
    When Sam fetches the receipt of that from Acme Corp
    Then the evidence is only of
      | event         | values           |
      | login.refused | decision.because |
    And the evidence holds without the simulator

  Example: Whoever proves what he or she did has read nothing new
    When Nia fetches the receipt of the last "grant.given" of Acme Corp
    Then the evidence holds without the simulator
    And the audit log of Acme Corp gains nothing
    And the platform's own log gains nothing

  Example: A reviewer who fetches one has read the record
    When Rita fetches the receipt of the last "grant.given" of Acme Corp
    Then the evidence holds without the simulator
    And the platform's own log gains only
      | event      | user |
      | audit.read | Rita |
    And the audit log of Acme Corp gains nothing

  Example: An administrator who fetches one of what others did has read the record
    Given Omar granted Ledger Labs login access for 1 week
    When Nia fetches the receipt of the last "grant.given" of Acme Corp
    Then the evidence holds without the simulator
    And the audit log of Acme Corp gains only
      | event      | user |
      | audit.read | Nia  |
    And the platform's own log gains nothing

  @wire
  Example: A reviewer's receipt has what the role discloses
    Given Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    When Rita fetches the receipt of the last "power.protected-setting-changed" of Acme Corp
    Then the evidence is only of
      | event                           | values |
      | power.protected-setting-changed |        |
    And the evidence holds without the simulator

  @wire
  Example: And what was disclosed to the reviewer
    Given Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    And Sam returned from Acme Corp to the subscriber overview
    And Rita took the review
    And Rita had the values of the review disclosed: "to compare them with the case"
    When Rita fetches the receipt of the last "power.protected-setting-changed" of Acme Corp
    Then the evidence is only of
      | event                           | values                             |
      | power.protected-setting-changed | after, before, changes, changes.0 |
    And the evidence holds without the simulator

  @wire
  Example: The org's own has no more than a package lets its customer see
    Given Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    When Nia fetches the receipt of the last "power.protected-setting-changed" of Acme Corp
    Then the evidence is only of
      | event                           | values |
      | power.protected-setting-changed |        |

  Example: Whom a record is not about, and who reviews nothing, has none
    When Quentin fetches the receipt of the last "grant.given" of Acme Corp
    Then Quentin is refused under POWER-08

  Example: Nor has another org
    When Gwen fetches the receipt of the last "grant.given" of Globex
    Then Gwen is told that no such record is about the own org
