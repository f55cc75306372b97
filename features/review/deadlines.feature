Feature: Deadlines of reviews
  What is of high risk is looked at first; what waits too long is seen by everybody.

  Background:
    Given Nia granted Ledger Labs login access for 1 month

  @REVIEW-10
  Rule: A review is due in 2 business days at high risk and in 10 at low, and a remedy in 5

    @wire
    Example: High risk on a Tuesday
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      When Rita reads the review
      Then the review is due at 09:00 on Thursday

    @wire
    Example: The weekend counts for none
      Given it is 16:00 on Friday
      And Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      When Rita reads the review
      Then the review is due at 16:00 next Tuesday

    @wire
    Example: What ends on a Sunday
      Given it is 16:00 on Sunday
      And Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      When Rita reads the review
      Then the review is due at 16:00 next Tuesday

    Example: Low risk
      Given Sam visited Nia 1 time
      And it is 10:00 on Tuesday
      And Rita drew 100 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      When Rita reads the review
      Then the review is due at 2031-03-18 10:00

    Example: A finding
      Given Sam visited Nia 1 time
      When Rita reports "nobody called for it" of the last session
      Then the review is due at 09:00 on Thursday

    @wire
    Example: The remedy of what was rejected
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      And Rita took the review
      When Rita rejects the review: "nobody asked for it"
      Then the review is due at 09:00 next Tuesday

    @wire
    Example: The remedy of what was escalated
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      And Rita took the review
      When Rita escalates the review: "the publisher does not answer"
      Then the review is due at 09:00 next Tuesday

  @REVIEW-11 @wire
  Rule: A review that waits beyond its deadline is shown as overdue

    Background:
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again

    Example: At the very deadline
      Given it is 09:00 on Thursday
      When Rita reads the reviews
      Then the reviews are only
        | about           | why          | risk | org       | due              | overdue | assigned | state |
        | LoginAs session | data changed | high | Acme Corp | 2031-03-06 09:00 | no      |          | open  |

    Example: A minute later
      Given it is 09:01 on Thursday
      When Rita reads the reviews
      Then the reviews are only
        | due              | overdue | state |
        | 2031-03-06 09:00 | yes     | open  |

    Example: What is attested waits no more
      Given Rita took the review
      And Rita attested the review: "each change is in the case"
      And Rolf took the review
      And Rolf attested the review: "and nothing else was done"
      And it is 09:01 on Thursday
      And Rita is logged in with own credentials
      When Rita reads the reviews
      Then the reviews are only
        | overdue | state    |
        | no      | attested |

    Example: A remedy that is late
      Given Rita took the review
      And Rita rejected the review: "nobody asked for it"
      And it is 09:01 next Tuesday
      And Rita is logged in with own credentials
      When Rita reads the reviews
      Then the reviews are only
        | overdue | state    |
        | yes     | rejected |

    Example: What is due first stands first
      Given it is 16:00 on Tuesday
      And Sam is logged in with own credentials
      And Sam is logged in as Nia
      And Sam created invoice "4713"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      And Rita took the review
      When Rita reads the reviews
      Then the reviews are only
        | due              | assigned |
        | 2031-03-06 09:00 |          |
        | 2031-03-06 16:00 | Rita     |

    Example: What is closed is out of the queue
      Given Rita took the review
      And Rita rejected the review: "nobody asked for it"
      And Rita remedied the review: "the invoice is deleted"
      And Rita closed the review
      When Rita reads the reviews
      Then there is nothing to review

    Example: And is shown to whoever asks for it
      Given Rita took the review
      And Rita rejected the review: "nobody asked for it"
      And Rita remedied the review: "the invoice is deleted"
      And Rita closed the review
      When Rita reads all reviews
      Then the reviews are only
        | state  | overdue |
        | closed | no      |
