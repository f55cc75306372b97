Feature: Sessions reviewed by sample
  Of what shows no risk some is looked at all the same, and nobody chooses which.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam visited Nia 5 times
    And it is 10:00 on Tuesday

  @REVIEW-03
  Rule: Of the other sessions a sample is drawn by a hash of the log itself, so that whoever draws again draws the same

    Example: Two of five
      When Rita draws 40 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      Then Rita is let in under REVIEW-05
      And 2 of 5 sessions are drawn, those whose hash with the seed comes first
      And the platform's own log gains only
        | event               | user | rate | of | about           | reasons | risk | parties  |
        | review.sample-drawn | Rita |   40 |  5 |                 |         |      |          |
        | review.opened       | Rita |      |    | LoginAs session | sample  | low  | Sam, Nia |
        | review.opened       | Rita |      |    | LoginAs session | sample  | low  | Sam, Nia |
      And the audit log of Acme Corp gains nothing

    Example: A part of a session counts as one
      When Rita draws 41 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      Then 3 of 5 sessions are drawn

    @wire
    Example: What was opened by itself is not drawn once more
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      And it is 10:01 on Tuesday
      When Rita draws 100 percent of the sessions that ended from 00:00 on Tuesday until 10:01 on Tuesday
      Then 5 of 5 sessions are drawn

    Example: A session that ended as the period ended is the next one's
      When Rita draws 100 percent of the sessions that ended from 00:00 on Tuesday until 09:00 on Tuesday
      Then 0 of 0 sessions are drawn

    Example: A session that ended as the period began is in it
      When Rita draws 100 percent of the sessions that ended from 09:00 on Tuesday until 10:00 on Tuesday
      Then 5 of 5 sessions are drawn

    Example: A debugging session is drawn like any other
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Sam stopped the debugging session
      And it is 10:01 on Tuesday
      When Rita draws 100 percent of the sessions that ended from 10:00 on Tuesday until 10:01 on Tuesday
      Then 1 of 1 sessions are drawn

    Example: A period that is not over
      When Rita draws 10 percent of the sessions that ended from 00:00 on Tuesday until 10:01 on Tuesday
      Then Rita is told "the period ends at 2031-03-04 10:01 UTC and is not over"

    Example: A period that is none
      When Rita draws 10 percent of the sessions that ended from 09:00 on Tuesday until 09:00 on Tuesday
      Then Rita is told "no time lies between 2031-03-04 09:00 UTC and 2031-03-04 09:00 UTC"

    Example: Rolf draws it again
      Given Rita drew 40 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      When Rolf draws the sample again
      Then the sample comes out as recorded

    Example: It comes out the same when more has happened since
      Given Rita drew 40 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      And Rita reported "nobody called for it" of the last session
      And Sam visited Nia 2 times
      When Rolf draws the sample again
      Then the sample comes out as recorded

    Example: Somebody put other sessions on record
      Given Rita drew 40 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      And a sample of other sessions than those drawn is on record
      When Rolf draws the sample again
      Then the sample does not come out as recorded
      And the auditor finds by the log alone that the sample "draws"

    Example: Somebody chose the seed
      Given Rita drew 40 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      And a sample with a seed that the log never had is on record
      When Rolf draws the sample again
      Then the seed is none that the log had
      And the auditor finds by the log alone that the sample "has a seed that the log never had"

    Example: The seed is there for everybody to check
      Given Rita is logged in with own credentials
      And Rita drew 40 percent of the sessions that ended from 00:00 on Tuesday until 10:00 on Tuesday
      When Rolf reads the samples
      Then the seed of the sample is the hash of record "session.started"

  @REVIEW-04
  Rule: Of no period a second sample is drawn, so that nobody draws until it suits

    Background:
      Given Rita drew 40 percent of the sessions that ended from 09:00 on Tuesday until 09:30 on Tuesday

    Example: The same period
      When Rita draws 40 percent of the sessions that ended from 09:00 on Tuesday until 09:30 on Tuesday
      Then Rita is refused under REVIEW-04 because "a sample of 2031-03-04 09:00 UTC to 2031-03-04 09:30 UTC was drawn already"
      And the platform's own log gains only
        | event          | user | rule      | act           |
        | review.refused | Rita | REVIEW-04 | draw a sample |

    Example: A period that begins within it
      When Rita draws 40 percent of the sessions that ended from 09:29 on Tuesday until 10:00 on Tuesday
      Then Rita is refused under REVIEW-04

    Example: A period that ends within it
      When Rita draws 40 percent of the sessions that ended from 08:00 on Tuesday until 09:01 on Tuesday
      Then Rita is refused under REVIEW-04

    Example: The period after it
      When Rita draws 40 percent of the sessions that ended from 09:30 on Tuesday until 10:00 on Tuesday
      Then Rita is let in under REVIEW-05

    Example: The period before it
      When Rita draws 40 percent of the sessions that ended from 08:00 on Tuesday until 09:00 on Tuesday
      Then Rita is let in under REVIEW-05
