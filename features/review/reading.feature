Feature: Who has read the audit log
  The log says who looked at it, and what for.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @REVIEW-16
  Rule: Whoever reads the audit log or the reviews is on record with the question before anything is shown

    Example: A reviewer reads all of it
      When Rita reads the audit log
      Then Rita is let in under POWER-08
      And the platform's own log gains only
        | event      | user | query       |
        | audit.read | Rita | all records |

    Example: The operator reads all of it
      When the operator reads the audit log
      Then the platform's own log gains only
        | event      | user | query       |
        | audit.read |      | all records |

    Example: A reviewer looks for one kind of event
      When Rita looks for "login.refused" in the audit log
      Then the platform's own log gains only
        | event      | user | query                                 |
        | audit.read | Rita | all records of the type login.refused |

    Example: A reviewer reads one org's part
      When Rita reads the audit log of Acme Corp
      Then the platform's own log gains only
        | event      | user | query                         |
        | audit.read | Rita | records of 00D5f0000000003EAA |
      And the audit log of Acme Corp gains nothing

    Example: A reviewer opens one record
      When Rita reviews record 2
      Then the platform's own log gains only
        | event      | user | query    |
        | audit.read | Rita | record 2 |

    Example: A reviewer reads the queue
      When Rita reads the reviews
      Then the platform's own log gains only
        | event      | user | query                           |
        | audit.read | Rita | the reviews that are not closed |

    Example: A reviewer reads what is closed, too
      When Rita reads all reviews
      Then the platform's own log gains only
        | event      | user | query       |
        | audit.read | Rita | all reviews |

    Example: A reviewer reads the samples
      When Rita reads the samples
      Then the platform's own log gains only
        | event      | user | query       |
        | audit.read | Rita | the samples |

    Example: A reviewer draws a sample again
      Given it is 10:00 on Tuesday
      And Rita drew 10 percent of the sessions that ended from 09:00 on Tuesday until 10:00 on Tuesday
      When Rita draws the sample again
      Then the platform's own log gains only
        | event      | user | query                      |
        | audit.read | Rita | sample S-00001 drawn again |

    Example: A reviewer reads one review
      Given Sam visited Nia 1 time
      And Rita reported "nobody called for it" of the last session
      When Rolf reads the review
      Then the platform's own log gains only
        | event      | user | query          |
        | audit.read | Rolf | review R-00001 |

    Example: The operator reads one review
      Given Sam visited Nia 1 time
      And Rita reported "nobody called for it" of the last session
      When the operator reads the review
      Then the platform's own log gains only
        | event      | user | query          |
        | audit.read |      | review R-00001 |

    Example: Whoever is refused has read nothing
      When Nia reads the audit log
      Then Nia is refused under POWER-08
      And the platform's own log gains nothing

  @REVIEW-17
  Rule: That an org reads its own part of the log stands in its own part, every other reading in the platform's

    Example: Nia reads what was done in the own org
      When Nia reads what was done in the org
      Then the audit log of Acme Corp gains only
        | event      | user | delegate user | query                    |
        | audit.read | Nia  |               | what was done in the org |
      And the platform's own log gains nothing

    Example: Sam reads it as Nia
      Given Sam is logged in as Nia
      When Sam reads what was done in the org
      Then the audit log of Acme Corp gains only
        | event      | user | delegate user | query                    |
        | audit.read | Nia  | Sam           | what was done in the org |

    Example: Rita reads it, and the org gains nothing
      When Rita reads the audit log of Acme Corp
      Then Rita is let in under POWER-08
      And the audit log of Acme Corp gains nothing

  @REVIEW-18
  Rule: Paging on, and the same question by the same reader within an hour, leave no second record

    Example: The same question a minute before the hour is over
      Given Rita has read the audit log
      And it is 09:59 on Tuesday
      When Rita reads the audit log
      Then Rita is let in under POWER-08
      And the platform's own log gains nothing

    Example: The same question as the hour is over
      Given Rita has read the audit log
      And it is 10:00 on Tuesday
      When Rita reads the audit log
      Then the platform's own log gains only
        | event      | user | query       |
        | audit.read | Rita | all records |

    Example: The next page
      Given Rita has read the audit log
      When Rita goes on reading the audit log
      Then Rita is let in under POWER-08
      And the platform's own log gains nothing

    Example: Another question
      Given Rita has read the audit log
      When Rita reads the audit log of Acme Corp
      Then the platform's own log gains only
        | event      | user |
        | audit.read | Rita |

    Example: Another reader
      Given Rita has read the audit log
      When Rolf reads the audit log
      Then the platform's own log gains only
        | event      | user |
        | audit.read | Rolf |

    Example: The operator asks the same
      Given Rita has read the audit log
      When the operator reads the audit log
      Then the platform's own log gains only
        | event      | user |
        | audit.read |      |

    Example: The operator asks the same again
      Given the operator has read the audit log
      When the operator reads the audit log
      Then the platform's own log gains nothing
