Feature: Whoever asks the log is on record
  Every question to the log is itself on record, so that the log also says who looked, and for what.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam opens the home page

  Example: A reviewer asks who was there
    When Rita asks who was in Acme Corp
    Then the platform's own log gains only
      | event      | user | query                                 |
      | audit.read | Rita | who was there, org 00D5f0000000003EAA |
    And the audit log of Acme Corp gains nothing

  Example: Without a case is another question
    Given Rita has asked who was in Acme Corp
    When Rita asks who was in Acme Corp without a case
    Then the platform's own log gains only
      | event      | user | query                                                 |
      | audit.read | Rita | who was there, org 00D5f0000000003EAA, without a case |

  Example: The same question within the hour is the same reading
    Given Rita has asked who was in Acme Corp
    And it is 09:59 on Tuesday
    When Rita asks who was in Acme Corp
    Then there was only
      | agent                  |
      | sam@ledgerlabs.example |
    And the platform's own log gains nothing

  Example: As the hour is over it is a new one
    Given Rita has asked who was in Acme Corp
    And it is 10:00 on Tuesday
    When Rita asks who was in Acme Corp
    Then the platform's own log gains only
      | event      | user |
      | audit.read | Rita |

  Example: Another reader is another reading
    Given Rita has asked who was in Acme Corp
    When Rolf asks who was in Acme Corp
    Then the platform's own log gains only
      | event      | user |
      | audit.read | Rolf |

  Example: The operator is on record without a name
    When the operator asks who was in Acme Corp
    Then the platform's own log gains only
      | event      | user | query                                 |
      | audit.read |      | who was there, org 00D5f0000000003EAA |

  Example: And once within the hour
    Given the operator has asked who was in Acme Corp
    When the operator asks who was in Acme Corp
    Then the platform's own log gains nothing

  Example: A timeline
    When Rita asks for the timeline of Acme Corp in the area "grant"
    Then the platform's own log gains only
      | event      | user | query                                              |
      | audit.read | Rita | what happened, org 00D5f0000000003EAA, event grant |

  Example: Refusals
    When Rita asks what was refused in Acme Corp
    Then the platform's own log gains only
      | event      | user | query                                    |
      | audit.read | Rita | what was refused, org 00D5f0000000003EAA |

  Example: What sessions saw
    When Rita asks what sessions saw in Acme Corp
    Then the platform's own log gains only
      | event      | user | query                                     |
      | audit.read | Rita | what sessions saw, org 00D5f0000000003EAA |

  Example: Login access
    When Rita asks for the login access there was in Acme Corp
    Then the platform's own log gains only
      | event      | user | query                                          |
      | audit.read | Rita | login access there was, org 00D5f0000000003EAA |

  Example: The sheet of a session
    When Rita asks for the sheet of the last session in Acme Corp
    Then the platform's own log gains only
      | event      | user |
      | audit.read | Rita |

  Example: An org asks of its own part, and that stands in its own part
    When Nia asks who was in Acme Corp
    Then the audit log of Acme Corp gains only
      | event      | user | delegate user | query                                   |
      | audit.read | Nia  |               | what was done in the org: who was there |
    And the platform's own log gains nothing

  Example: An agent who asks as the user is named
    When Sam asks who was in the org that Sam works in
    Then the audit log of Acme Corp gains only
      | event      | user | delegate user | query                                   |
      | audit.read | Nia  | Sam           | what was done in the org: who was there |

  Example: Whoever is refused has read nothing
    When Quentin asks who was in Acme Corp
    Then Quentin is refused under POWER-08
    And the platform's own log gains nothing

  Example: Who has read the log is itself a question
    Given Rita has asked who was in Acme Corp
    And the operator has asked who was in Acme Corp
    When the operator asks for the timeline in the area "audit.read"
    Then the timeline is only
      | event      | user                   | what                                  |
      | audit.read | rita@trustwell.example | who was there, org 00D5f0000000003EAA |
      | audit.read |                        | who was there, org 00D5f0000000003EAA |
