Feature: What a publisher decides about a license
  On the Modify License page Lena sets expiration, seats and status; the subscriber org goes by it at once.

  @LICENSE-05
  Rule: A license is Trial, Active, Suspended or Uninstalled, and Uninstalled is set by uninstalling alone

    Example: Suspending a license
      When Lena modifies the license of Ledger in Globex
        | status | Suspended |
      Then Lena is let in under LICENSE-16
      And Globex goes by
        | package | status    | seats | last day        |
        | Ledger  | Suspended |     2 | Does not expire |

    Example: Uninstalled is no choice
      When Lena modifies the license of Ledger in Globex
        | status | Uninstalled |
      Then Lena is refused under LICENSE-05 because "Uninstalled is no status to choose: it is set by uninstalling Ledger"
      And the audit log of Ledger Labs gains only
        | event           | user | act              |
        | license.refused | Lena | modify a license |
      And the audit log of Globex gains nothing

    Example: Uninstalling sets it
      Given Gwen uninstalled Ledger
      When Lena opens the license of Ledger in Globex
      Then the license record is
        | License Status | Uninstalled |

    Example: And nothing takes it back
      Given Gwen uninstalled Ledger
      When Lena modifies the license of Ledger in Globex
        | status | Active |
      Then Lena is refused under LICENSE-05 because "Ledger is uninstalled there, and its license stays Uninstalled"

  @LICENSE-06
  Rule: A trial lasts at most 90 days, and what was active is never a trial again

    Scenario Outline: The trial of Initech, installed on 2031-02-02, lasts until <last day>
      When Lena modifies the license of Ledger in Initech Trial
        | expires | <last day> |
      Then Lena is <answer> under <rule>

      Examples: within 90 days
        | last day   | answer | rule       |
        | 2031-05-03 | let in | LICENSE-16 |

      Examples: longer
        | last day        | answer  | rule       |
        |      2031-05-04 | refused | LICENSE-06 |
        | Does not expire | refused | LICENSE-06 |

    Example: The refusal names the last day there can be
      When Lena modifies the license of Ledger in Initech Trial
        | expires | 2031-05-04 |
      Then Lena is refused under LICENSE-06 because "a trial lasts at most 90 days: the last day of this one is 2031-05-03 or earlier"

    Example: An active license lasts as long as the agreement says
      When Lena modifies the license of Ledger in Globex
        | expires | 2035-12-31 |
      Then Lena is let in under LICENSE-16

    Example: What is active becomes no trial
      When Lena modifies the license of Ledger in Globex
        | status  | Trial      |
        | expires | 2031-04-01 |
      Then Lena is refused under LICENSE-06 because "the license was active and cannot be a trial again"

    Example: Nor does what was a trial, was active and is suspended
      Given Lena modified the license of Ledger in Initech Trial
        | status | Active |
      And Lena modified the license of Ledger in Initech Trial
        | status | Suspended |
      When Lena modifies the license of Ledger in Initech Trial
        | status | Trial |
      Then Lena is refused under LICENSE-06

    Example: A trial that was suspended goes on as a trial
      Given Lena modified the license of Ledger in Initech Trial
        | status | Suspended |
      When Lena modifies the license of Ledger in Initech Trial
        | status | Trial |
      Then Lena is let in under LICENSE-16

    Scenario Outline: Registering a trial of <days> days for new licenses
      When Lena registers for new licenses of Ledger
        | status | Trial  |
        | days   | <days> |
      Then Lena is <answer> under <rule>

      Examples:
        | days | answer  | rule       |
        |   90 | let in  | LICENSE-21 |
        |   91 | refused | LICENSE-06 |

  @LICENSE-07
  Rule: A license has a last day of access or does not expire, which is the default

    Example: The last day is a whole day
      When Lena modifies the license of Ledger in Globex
        | expires | 2031-03-05 |
      Then Globex goes by
        | package | status | seats | last day   |
        | Ledger  | Active |     2 | 2031-03-05 |
      And the audit log of Globex gains only
        | event            | user | after                                                              |
        | license.modified | Lena | {"status":"Active","seats":2,"expires":"2031-03-06T00:00:00.000Z"} |

    Example: Access ends with it
      Given Lena modified the license of Ledger in Globex
        | expires | 2031-03-05 |
      When time passes until 00:00 on Thursday
      Then the audit log of Globex gains only
        | event           | at               | user |
        | license.expired | 2031-03-06 00:00 |      |
      And Globex goes by
        | package | status  | last day   |
        | Ledger  | Expired | 2031-03-05 |

    Example: And no minute earlier
      Given Lena modified the license of Ledger in Globex
        | expires | 2031-03-05 |
      When time passes until 23:59 on Wednesday
      Then the audit log of Globex gains nothing
      And Globex goes by
        | package | status | last day   |
        | Ledger  | Active | 2031-03-05 |

    Example: A trial ends in the same way
      When time passes until 2031-04-03 00:00
      Then the audit log of Initech Trial gains only
        | event           | at               |
        | log.deleted     | 2031-03-11 08:30 |
        | license.expired | 2031-04-03 00:00 |

    Example: A license that was renewed in time goes on
      Given Lena modified the license of Ledger in Globex
        | expires | 2031-03-05 |
      And Lena modified the license of Ledger in Globex
        | expires | Does not expire |
      When time passes until 00:00 on Thursday
      Then the audit log of Globex gains nothing

    Example: One that is over comes back with a renewal
      Given Sam reads and edits sfLma__License__c by permission set
      And Sam modified the license of Ledger in Globex
        | expires | 2031-03-05 |
      And it is 00:00 on Friday
      When Lena modifies the license of Ledger in Globex
        | expires | 2031-03-07 |
      Then Globex goes by
        | package | status | last day   |
        | Ledger  | Active | 2031-03-07 |

    Example: A last day that is over already ends it at once
      When Lena modifies the license of Ledger in Globex
        | expires | 2031-03-03 |
      Then Globex goes by
        | package | status  | last day   |
        | Ledger  | Expired | 2031-03-03 |

    Example: Nobody said anything about new licenses, so they do not expire
      When Gwen installs version 3.2.0 of Quill
      Then Globex goes by
        | package | status | seats        | last day        |
        | Quill   | Active | Site License | Does not expire |

  @LICENSE-08
  Rule: Seats are a number up to 99,000,000, or a site license, which is the default and opens the package to all users

    Scenario Outline: A license of <seats> seats
      When Lena modifies the license of Ledger in Globex
        | seats | <seats> |
      Then Lena is <answer> under <rule>

      Examples:
        | seats        | answer  | rule       |
        |     99000000 | let in  | LICENSE-16 |
        |     99000001 | refused | LICENSE-08 |
        | Site License | let in  | LICENSE-16 |

    Example: The refusal names the most there can be
      When Lena modifies the license of Ledger in Globex
        | seats | 99000001 |
      Then Lena is refused under LICENSE-08 because "99000001 seats are more than 99000000, the most a license can have"
      And Globex goes by
        | package | seats |
        | Ledger  |     2 |

    Example: A site license opens the package to Ivy, who has no seat
      Given Lena modified the license of Ledger in Globex
        | seats | Site License |
      When Ivy grants Ledger Labs login access for 1 day
      Then Ivy is refused under GRANT-15

  @LICENSE-16
  Rule: A license is edited on the Modify License page only, and one from AppExchange Checkout is not edited there at all

    Example: The page changes both sides together
      When Lena modifies the license of Ledger in Globex
        | seats   |          5 |
        | expires | 2031-12-31 |
      Then Lena is let in under LICENSE-16
      And Globex goes by
        | package | status | seats | last day   |
        | Ledger  | Active |     5 | 2031-12-31 |
      And the audit log of Ledger Labs gains only
        | event            | user | before                        |
        | license.modified | Lena | {"status":"Active","seats":2} |
      And the audit log of Globex gains only
        | event            | user | before                        |
        | license.modified | Lena | {"status":"Active","seats":2} |

    Example: The record itself is read-only
      When Lena edits sfLma__Status__c on the license record of Ledger in Globex
      Then Lena is refused under LICENSE-16 because "license L-00003 is read-only outside the Modify License page"
      And the audit log of Ledger Labs gains only
        | event           | user |
        | license.refused | Lena |

    Example: What Checkout made is edited in Checkout
      Given the license of Ledger in Globex was made by AppExchange Checkout
      When Lena modifies the license of Ledger in Globex
        | seats | 5 |
      Then Lena is refused under LICENSE-16 because "license L-00003 was made by AppExchange Checkout and is not edited here"
      And Globex goes by
        | package | seats |
        | Ledger  |     2 |
