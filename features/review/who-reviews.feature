@wire
Feature: Who reviews
  Whoever looks at what was done had no part in it, and is on record.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    And Sam returned from Acme Corp to the subscriber overview
    And Sam works in the own org again

  @REVIEW-05
  Rule: Only whoever holds Review Audit Log reviews, and only to such a person is a review assigned

    Example: Rita holds it
      When Rita takes the review
      Then Rita is let in under REVIEW-05
      And the review is assigned
      And the platform's own log gains only
        | event           | user | reviewer |
        | review.assigned | Rita | Rita     |
      And the audit log of Trustwell gains nothing

    Example: Tess does not
      When Tess takes the review
      Then Tess is refused under REVIEW-05 because "tess@ledgerlabs.example lacks Review Audit Log"
      And the platform's own log gains only
        | event          | user | rule      | act             | review  |
        | review.refused | Tess | REVIEW-05 | assign a review | R-00001 |
      And the audit log of Ledger Labs gains nothing

    Example: Tess does with a permission set
      Given Tess holds "Review Audit Log" by permission set
      When Tess takes the review
      Then Tess is let in under REVIEW-05

    Example: Rita assigns it to Rolf
      When Rita assigns the review to Rolf
      Then Rita is let in under REVIEW-05
      And the platform's own log gains only
        | event           | user | reviewer |
        | review.assigned | Rita | Rolf     |

    Example: Rita assigns it to somebody who may not review
      When Rita assigns the review to Gwen
      Then Rita is refused under REVIEW-05 because "gwen@globex.example lacks Review Audit Log"

    Example: Nor does Tess read the reviews
      When Tess reads the reviews
      Then Tess is refused under REVIEW-05
      And the platform's own log gains only
        | event          | user | act              |
        | review.refused | Tess | read the reviews |

    Example: Nor does Tess report anything
      When Tess reports "nobody called for it" of the last session
      Then Tess is refused under REVIEW-05

    Example: Nor does Tess draw a sample
      When Tess draws 10 percent of the sessions that ended from 00:00 on Tuesday until 09:00 on Tuesday
      Then Tess is refused under REVIEW-05

  @REVIEW-06
  Rule: Nobody reviews while at work as somebody else

    Example: An administrator of the reviewer's org at work as the reviewer
      Given Gwen holds "Review Audit Log" by permission set
      And Hugo holds "Review Audit Log" by permission set
      And Gwen turned the any-user switch on
      And Gwen is logged in as the own user Hugo
      When Gwen takes the review
      Then Gwen is refused under REVIEW-06 because "gwen@globex.example is at work as hugo@globex.example"
      And the platform's own log gains only
        | event          | user | delegate user | rule      |
        | review.refused | Hugo | Gwen          | REVIEW-06 |

    Example: Nor does she read the reviews so
      Given Gwen holds "Review Audit Log" by permission set
      And Hugo holds "Review Audit Log" by permission set
      And Gwen turned the any-user switch on
      And Gwen is logged in as the own user Hugo
      When Gwen reads the reviews
      Then Gwen is refused under REVIEW-06

    Example: In her own session she reviews
      Given Gwen holds "Review Audit Log" by permission set
      When Gwen takes the review
      Then Gwen is let in under REVIEW-05

  @REVIEW-07
  Rule: Nobody reviews what he or she did, let happen or reported

    Background:
      Given Sam holds "Review Audit Log" by permission set
      And Nia holds "Review Audit Log" by permission set

    Example: Sam reviews the own work
      When Sam takes the review
      Then Sam is refused under REVIEW-07 because "sam@ledgerlabs.example had part in what is reviewed"

    Example: Nia reviews what was done in her name
      When Nia takes the review
      Then Nia is refused under REVIEW-07 because "nia@acme.example had part in what is reviewed"

    Example: Rita has Sam review the own work
      When Rita assigns the review to Sam
      Then Rita is refused under REVIEW-07 because "sam@ledgerlabs.example had part in what is reviewed"

    Example: Sam chooses who reviews the own work
      When Sam assigns the review to Rita
      Then Sam is refused under REVIEW-07

    Example: Sam adds a word to it
      When Sam notes in the review: "I was asked to"
      Then Sam is refused under REVIEW-07

    Example: Nia reviews what she let happen to another account
      Given the policy siteLicenceGrantTarget is anyUser
      And Nia of Acme UAT granted Ledger Labs login access to the account of Omar of Acme UAT for 1 week
      And Sam is logged in as Omar of Acme UAT
      And Nia of Acme UAT deleted the session of Sam
      And Nia of Acme UAT holds "Review Audit Log" by permission set
      When Nia of Acme UAT takes the review
      Then Nia of Acme UAT is refused under REVIEW-07

    Example: Whoever reported it leaves it to others
      Given Rita reported "nobody called for it" of the last session
      When Rita takes the review
      Then Rita is refused under REVIEW-07 because "rita@trustwell.example reported it"

    Example: Whoever reported it gives no verdict
      Given Rita reported "nobody called for it" of the last session
      When Rita closes the review
      Then Rita is refused under REVIEW-07

    Example: Whoever reported it may hand it over
      Given Rita reported "nobody called for it" of the last session
      When Rita assigns the review to Rolf
      Then Rita is let in under REVIEW-05

    Example: Whoever reported it may note more
      Given Rita reported "nobody called for it" of the last session
      When Rita notes in the review: "and nobody was told"
      Then Rita is let in under REVIEW-05

    Example: Somebody else takes what Rita reported
      Given Rita reported "nobody called for it" of the last session
      When Rolf takes the review
      Then Rolf is let in under REVIEW-05

  @REVIEW-15
  Rule: Only a reviewer to whom a review is assigned attests, rejects or escalates it

    Scenario Outline: Rolf <verdict> what is assigned to Rita
      Given Rita took the review
      When Rolf <verdict> the review: "looked at it"
      Then Rolf is refused under REVIEW-15 because "R-00001 is not assigned to rolf@trustwell.example"

      Examples:
        | verdict   |
        | attests   |
        | rejects   |
        | escalates |

    Example: Rita attests it
      Given Rita took the review
      When Rita attests the review: "looked at it"
      Then Rita is let in under REVIEW-05

    Example: Anybody who may review adds a note
      Given Rita took the review
      When Rolf notes in the review: "the case is 00001026"
      Then Rolf is let in under REVIEW-05
      And the platform's own log gains only
        | event        | user | text                 |
        | review.noted | Rolf | the case is 00001026 |

  @REVIEW-09
  Rule: One reviewer counts once: nobody attests a review twice, or has it assigned twice

    Example: Rita attests it a second time
      Given Rita took the review
      And Rita attested the review: "looked at it"
      When Rita attests the review: "looked at it again"
      Then Rita is refused under REVIEW-09 because "rita@trustwell.example has attested it already"

    Example: Rita takes it a second time
      Given Rita took the review
      When Rita takes the review
      Then Rita is refused under REVIEW-09 because "it is assigned to rita@trustwell.example already"

    Example: Rolf attests it after Rita
      Given Rita took the review
      And Rita attested the review: "looked at it"
      And Rolf took the review
      When Rolf attests the review: "looked at it, too"
      Then Rolf is let in under REVIEW-05
      And the review is attested
