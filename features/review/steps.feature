@wire
Feature: The steps of a review
  A review goes from hand to hand until it is closed, and says at every step who did what.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    And Sam returned from Acme Corp to the subscriber overview
    And Sam works in the own org again

  @REVIEW-08
  Rule: What is of high risk is attested by two different reviewers, what is not by one

    Example: The first of two
      Given Rita took the review
      When Rita attests the review: "each change is in the case"
      Then the review is assigned
      And 2 reviewers have to attest the review
      And the review says
        | attested | Rita |
        | assigned | Rita |
        | risk     | high |

    Example: The second of two
      Given Rita took the review
      And Rita assigned the review to Rolf
      And Rita attested the review: "each change is in the case"
      When Rolf attests the review: "and nothing else was done"
      Then the review is attested
      And the review says
        | attested | Rita, Rolf |

    Example: What was drawn by sample takes one
      Given Sam visited Nia 1 time
      And it is 10:00 on Tuesday
      And Rita drew 100 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      And Rita took the review
      When Rita attests the review: "nothing was changed"
      Then the review is attested
      And 1 reviewer has to attest the review

    Example: A finding takes two
      When Rita reports "nobody called for it" of the last session
      Then the review is open
      And 2 reviewers have to attest the review

  @REVIEW-12
  Rule: An attestation names the records it speaks of, and size and hash of the log at that time

    Example: A session, from its first record to its last
      Given Rita took the review
      When Rita attests the review: "each change is in the case"
      Then the attestation speaks of the records from "login.started" to "login.ended"

    Example: A debugging session
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Sam stopped the debugging session
      And Rita reported "nobody called for it" of the last debugging session
      And Rolf took the review
      When Rolf attests the review: "the case calls for it"
      Then the attestation speaks of the records from "debug.started" to "debug.ended"

    Example: The records of a finding
      Given Rita reported "two openings" of the last 3 records
      And Rolf took the review
      When Rolf attests the review: "as it should be"
      Then the attestation speaks of the records from "login.ended" to "review.opened"

  @REVIEW-13
  Rule: Each step of a review is taken only from the states it starts from, and a closed review takes none

    Example: From open to closed
      Given Rita took the review
      And Rita attested the review: "each change is in the case"
      And Rolf took the review
      And Rolf noted in the review: "asked Sam for the case"
      And Rolf attested the review: "and nothing else was done"
      When Rita closes the review
      Then the review is closed
      And the platform's own log gains only
        | event         | user |
        | review.closed | Rita |
      And what was done in the review is
        | by   | step   | text                       |
        | Rita | assign |                            |
        | Rita | attest | each change is in the case |
        | Rolf | assign |                            |
        | Rolf | note   | asked Sam for the case     |
        | Rolf | attest | and nothing else was done  |
        | Rita | close  |                            |

    Example: From rejected to closed
      Given Rita took the review
      And Rita rejected the review: "nobody asked for this change"
      And Rita remedied the review: "the setting is what it was"
      When Rita closes the review
      Then the review is closed

    Example: What is open is not attested
      When Rita attests the review: "each change is in the case"
      Then Rita is refused under REVIEW-13 because "R-00001 is open; to attest it has to be assigned"

    Example: What is open is not closed
      When Rita closes the review
      Then Rita is refused under REVIEW-13 because "R-00001 is open; to close it has to be attested or remediated"

    Example: What was attested once of two is not closed
      Given Rita took the review
      And Rita attested the review: "each change is in the case"
      When Rita closes the review
      Then Rita is refused under REVIEW-13

    Example: What is assigned needs no remedy
      Given Rita took the review
      When Rita remedies the review: "the setting is what it was"
      Then Rita is refused under REVIEW-13 because "R-00001 is assigned; to remediate it has to be rejected or escalated"

    Example: What is rejected is not attested any more
      Given Rita took the review
      And Rita rejected the review: "nobody asked for this change"
      When Rita attests the review: "each change is in the case"
      Then Rita is refused under REVIEW-13

    Example: What is rejected can be escalated
      Given Rita took the review
      And Rita rejected the review: "nobody asked for this change"
      When Rita escalates the review: "the publisher does not answer"
      Then the review is escalated

    Example: What is escalated is not escalated again
      Given Rita took the review
      And Rita escalated the review: "the publisher does not answer"
      When Rita escalates the review: "and still does not"
      Then Rita is refused under REVIEW-13

    Example: What is closed takes no note
      Given Rita took the review
      And Rita rejected the review: "nobody asked for this change"
      And Rita remedied the review: "the setting is what it was"
      And Rita closed the review
      When Rita notes in the review: "one thing more"
      Then Rita is refused under REVIEW-13

  @REVIEW-14
  Rule: A rejected or escalated review is closed only when what was found has been put in order

    Example: Rejected
      Given Rita took the review
      And Rita rejected the review: "nobody asked for this change"
      When Rita closes the review
      Then Rita is refused under REVIEW-14 because "R-00001 is rejected and nothing was put in order"

    Example: Escalated
      Given Rita took the review
      And Rita escalated the review: "the publisher does not answer"
      When Rita closes the review
      Then Rita is refused under REVIEW-14 because "R-00001 is escalated and nothing was put in order"

    Example: Put in order
      Given Rita took the review
      And Rita escalated the review: "the publisher does not answer"
      And Rolf remedied the review: "the setting is what it was"
      When Rolf closes the review
      Then Rolf is let in under REVIEW-05
      And the review is closed

  @REVIEW-19
  Rule: A finding, a note, a verdict, a remedy and the reason for a disclosure are given in words

    Example: A verdict without a word
      Given Rita took the review
      When Rita attests the review: "  "
      Then Rita is refused under REVIEW-19 because "nothing is said"

    Example: A note without a word
      When Rita notes in the review: ""
      Then Rita is refused under REVIEW-19

    Example: A finding without a word
      When Rita reports "" of the last session
      Then Rita is refused under REVIEW-19

    Example: A finding
      When Rita reports "nobody called for it" of the last session
      Then Rita is let in under REVIEW-05
      And the platform's own log gains only
        | event         | user | about           | reasons | risk | finding              | parties  |
        | review.opened | Rita | LoginAs session | finding | high | nobody called for it | Sam, Nia |
      And the review says
        | about       | LoginAs session      |
        | org         | Acme Corp            |
        | reported by | Rita                 |
        | finding     | nobody called for it |

    Example: A finding about records names whose doing they are
      When Rita reports "too quick" of the last 3 records
      Then Rita is let in under REVIEW-05
      And the platform's own log gains only
        | event         | about   | reasons | parties  |
        | review.opened | records | finding | Sam, Nia |

    Example: A finding about what is not there
      When Rita reports "too quick" of records that are not there yet
      Then Rita finds no such records
