Feature: The sheet of one session
  Under which login access somebody worked, whether it ran at each act, what was looked at, and what was changed.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  Example: All acts are covered by login access
    Given Sam is logged in as Nia
    And Sam opens the page of InvoiceService
    And Sam reads the setting "Rounding"
    When Rita asks for the sheet of the last session in Acme Corp
    Then the verdict is "covered" of 3 acts
    And the verdict rests on
      | grant.given   |
      | login.started |
    And its login access is
      | how   | by               | time             | ends at          |
      | given | nia@acme.example | 2031-03-04 09:00 | 2031-03-11 09:00 |
    And what was looked at is only
      | event                        | what                           |
      | power.code-viewed            | Apex class ledg InvoiceService |
      | power.protected-setting-read | ledg__Rounding__c records 1    |

  @wire
  Example: What was changed, before and after, as the operator is told
    Given Sam is logged in as Nia
    And Sam deletes the record of the setting "Rounding"
    When the operator asks for the sheet of the last session in Acme Corp
    Then what was changed is only
      | event                           | before           | after |
      | power.protected-setting-changed | Mode__c: HALF_UP |       |

  @wire
  Example: The org itself is told that it was changed, and not what a package keeps to itself
    Given Sam is logged in as Nia
    And Sam deletes the record of the setting "Rounding"
    When Nia asks for the sheet of the last session in Acme Corp
    Then what was changed is only
      | event                           | before | after |
      | power.protected-setting-changed |        |       |

  Example: A session that goes on when its login access has ended is not covered
    Given the policy onGrantEndDuringSession is letRun
    And Sam is logged in as Nia
    And Nia took login access back from Ledger Labs
    And Sam opens the page of InvoiceService
    When Rita asks for the sheet of the last session in Acme Corp
    Then the verdict is "not covered" of 2 acts
    And of the acts are not covered only
      | event             | because                         |
      | power.code-viewed | login access was revoked before |
    And the verdict rests on
      | grant.given   |
      | login.started |
      | grant.revoked |

  Example: An org's own administrator needs no login access under the any-user switch
    Given Nia turned the any-user switch on
    And Nia is logged in as the own user Omar
    When Rita asks for the sheet of the last session in Acme Corp
    Then the verdict is "needs no login access" of 1 acts
