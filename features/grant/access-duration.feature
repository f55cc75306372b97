Feature: Access duration
  The subscriber chooses how long login access lasts, and it is over when that time is.

  @GRANT-04
  Rule: The subscriber sets the access duration, and no grant is longer than one year

    Scenario Outline: Nia asks for <duration>
      Given the policy grantDurationChoices is 1 day, 1 year, 2 years
      When Nia grants Ledger Labs login access for <duration>
      Then Nia is <answer> under <rule>

      Examples: up to a year, and beyond
        | duration | answer  | rule     |
        |   1 year | let in  | GRANT-02 |
        |  2 years | refused | GRANT-04 |

    Example: A year ends on the same day a year later
      When Nia grants Ledger Labs login access for 1 year
      Then login access ends at 2032-03-04 09:00

    Example: No year becomes longer by the rest of its last day
      Given the policy grantExpiryGranularity is endOfDay
      When Nia grants Ledger Labs login access for 1 year
      Then login access ends at 2032-03-04 09:00

    Example: What is longer than a year is refused with the longest duration there is
      When Nia grants Ledger Labs login access for 2 years
      Then Nia is refused under GRANT-04 because "2 years is longer than 1 year, the longest access duration"
      And the audit log of Acme Corp gains only
        | event         | user | duration |
        | grant.refused | Nia  |  2 years |

    Example: What is longer than a year is not even offered
      Given the policy grantDurationChoices is 1 day, 1 year, 2 years
      When Nia opens the grant page
      Then every row of the grant page offers "no access, 1 day, 1 year"

  @GRANT-05
  Rule: The grant page offers no access, 1 day, 3 days, 1 week, 1 month and 1 year

    Example: The durations of every row
      When Nia opens the grant page
      Then every row of the grant page offers "no access, 1 day, 3 days, 1 week, 1 month, 1 year"

    Example: A duration that is not offered cannot be saved
      When Nia grants Ledger Labs login access for 2 weeks
      Then Nia is refused under GRANT-05 because "2 weeks is not offered; there are no access, 1 day, 3 days, 1 week, 1 month, 1 year"
      And the audit log of Acme Corp gains only
        | event         | user | duration |
        | grant.refused | Nia  |  2 weeks |

    Example: A page with 207 days
      Given the policy grantDurationChoices is 1 day, 3 days, 1 week, 1 month, 207 days, 1 year
      When Nia opens the grant page
      Then every row of the grant page offers "no access, 1 day, 3 days, 1 week, 1 month, 207 days, 1 year"

    Example: A page with 1 hour and 2 weeks
      Given the policy grantDurationChoices is 1 hour, 1 day, 3 days, 1 week, 2 weeks, 1 month, 1 year
      When Nia opens the grant page
      Then every row of the grant page offers "no access, 1 hour, 1 day, 3 days, 1 week, 2 weeks, 1 month, 1 year"

    Scenario Outline: Usually <duration> chosen at 09:00 on Tuesday is over at <end>
      When Nia chooses <duration> for Ledger Labs without saving
      Then login access would end at <end>

      Examples:
        | duration | end              |
        |    1 day | 2031-03-05 09:00 |
        |   3 days | 2031-03-07 09:00 |
        |   1 week | 2031-03-11 09:00 |
        |  1 month | 2031-04-04 09:00 |
        |   1 year | 2032-03-04 09:00 |

    Scenario Outline: <duration> begins at 09:00 on Tuesday and ends at <end>
      Given the policy grantDurationChoices is <choices>
      When Nia chooses <duration> for Ledger Labs without saving
      Then login access would end at <end>

      Examples: the list with 1 hour and 2 weeks
        | duration | end              | choices                                                 |
        |   1 hour | 2031-03-04 10:00 | 1 hour, 1 day, 3 days, 1 week, 2 weeks, 1 month, 1 year |
        |   3 days | 2031-03-07 09:00 | 1 hour, 1 day, 3 days, 1 week, 2 weeks, 1 month, 1 year |
        |  2 weeks | 2031-03-18 09:00 | 1 hour, 1 day, 3 days, 1 week, 2 weeks, 1 month, 1 year |

      Examples: the list with 207 days
        | duration | end              | choices                                          |
        | 207 days | 2031-09-27 09:00 | 1 day, 3 days, 1 week, 1 month, 207 days, 1 year |

  @GRANT-06
  Rule: Login access ends by itself when the chosen period is over

    Scenario Outline: A grant of one day, <when>
      Given Nia granted Ledger Labs login access for 1 day
      And it is <now>
      When Sam logs in as Nia
      Then Sam is <answer> under <rule>

      Examples: within the day
        | when            | now                | answer | rule     |
        | one minute left | 08:59 on Wednesday | let in | GRANT-03 |

      Examples: once it is over
        | when       | now                | answer  | rule     |
        | as it ends | 09:00 on Wednesday | refused | GRANT-06 |
        | a day late |  09:00 on Thursday | refused | GRANT-06 |

    Example: The end is on record at its own instant, and nobody had to act
      Given Nia granted Ledger Labs login access for 1 day
      And it is 12:00 on Tuesday
      When time passes until 12:00 on Friday
      Then the audit log of Acme Corp gains only
        | event         | user | at               |
        | grant.expired | Nia  | 2031-03-05 09:00 |

    Scenario Outline: Until the end of the day where Nia lives, in <zone>
      Given the policy grantExpiryGranularity is endOfDay
      And Nia lives in the time zone "<zone>"
      When Nia grants Ledger Labs login access for 1 day
      Then login access ends at <end>

      Examples: ahead of UTC, at UTC and behind it
        | zone                | end              |
        | Asia/Tokyo          | 2031-03-05 15:00 |
        | UTC                 | 2031-03-06 00:00 |
        | America/Los_Angeles | 2031-03-06 08:00 |

    Scenario Outline: By the end of Nia's day in Tokyo, <when>
      Given the policy grantExpiryGranularity is endOfDay
      And Nia lives in the time zone "Asia/Tokyo"
      And Nia granted Ledger Labs login access for 1 day
      And it is <now>
      When Sam logs in as Nia
      Then Sam is <answer> under <rule>

      Examples: both sides of midnight
        | when              | now                | answer  | rule     |
        | one minute before | 14:59 on Wednesday | let in  | GRANT-03 |
        | at midnight       | 15:00 on Wednesday | refused | GRANT-06 |
