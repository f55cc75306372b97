Feature: Why, who could, and until when
  Every yes and every no can be explained: by the checks that were asked, by who could instead, and by when it changes.

  Example: Sam may not, because Nia has granted nothing
    When Sam asks whether Sam may log in as Nia
    Then Sam would be refused under GRANT-03
    And the checks are
      | rule     | verdict     |
      | LOGIN-14 | kept        |
      | LMO-01   | kept        |
      | LMO-03   | kept        |
      | LMO-07   | kept        |
      | LOGIN-01 | kept        |
      | LMO-08   | kept        |
      | LMO-09   | kept        |
      | LMO-10   | kept        |
      | LMO-11   | kept        |
      | LMO-18   | kept        |
      | LOGIN-03 | kept        |
      | LOGIN-04 | kept        |
      | LMO-22   | kept        |
      | GRANT-26 | kept        |
      | LOGIN-02 | kept        |
      | GRANT-07 | kept        |
      | GRANT-09 | kept        |
      | GRANT-06 | kept        |
      | GRANT-25 | kept        |
      | GRANT-03 | broken      |
      | GRANT-24 | not reached |
      | LMO-20   | not reached |
      | LOGIN-25 | not reached |
    And what would help is to "ask the user to grant login access: Settings, Grant Account Login Access, choose a duration, Save"
    And the answer does not turn round by itself

  Example: The question leaves nothing behind in Acme Corp
    When Sam asks whether Sam may log in as Nia
    Then the audit log of Acme Corp gains nothing

  Example: Both agents could log in as Nia, until the grant is over
    Given Nia granted Ledger Labs login access for 1 day
    When Sam asks whether Sam may log in as Nia
    Then Sam would be let in under GRANT-03
    And it could be done only by
      | agent                   | user             |
      | sam@ledgerlabs.example  | nia@acme.example |
      | tess@ledgerlabs.example | nia@acme.example |
    And the answer turns round at 09:00 on Wednesday under GRANT-06

  Example: What the answer rests on
    Given Nia granted Ledger Labs login access for 1 day
    When Sam asks whether Tess may log in as Nia
    Then the facts are
      | agent          | tess@ledgerlabs.example of Ledger Labs, active   |
      | session        | with multi-factor authentication, high assurance |
      | case reference | none                                             |
      | subscriber     | Acme Corp, production, on EU47, active           |
      | user           | nia@acme.example, active                         |
      | user license   | Salesforce                                       |
      | login access   | until 2031-03-05 09:00 UTC                       |
      | approval       | not needed                                       |

  Example: Without a second factor Sam learns nothing about Acme Corp
    Given Sam logged in without multi-factor authentication
    When Sam asks whether Sam may log in as Nia
    Then Sam would be refused under LMO-10
    And the facts are
      | agent          | sam@ledgerlabs.example of Ledger Labs, active           |
      | session        | without multi-factor authentication, standard assurance |
      | case reference | none                                                    |
    And it could be done by nobody

  Example: Quentin learns nothing about a subscriber of Ledger Labs only
    When Quentin asks whether Quentin may log in as Hugo
    Then Quentin would be refused under LMO-18
    And it could be done by nobody

  Example: Nobody asks about agents of another company
    When Quentin asks whether Sam may log in as Nia
    Then Quentin is told "that is not for you to ask; ask about people of your own org"

  Example: Lena has no console and cannot ask about Sam
    When Lena asks whether Sam may log in as Nia
    Then Lena is refused under LMO-08

  Example: In Acme UAT only Nia could grant, because the package is licensed to the entire org
    When Omar of Acme UAT asks whether Omar of Acme UAT may grant Ledger Labs login access
    Then Omar would be refused under GRANT-15
    And it could be done only by
      | agent | user                 |
      |       | nia@acme.example.uat |

  Example: Omar does not ask about Nia
    When Omar asks whether Nia may grant Ledger Labs login access
    Then Omar is refused under POWER-08

  Example: A license that ends takes the answer with it
    Given the license for Ledger in Acme Corp ends at 09:00 on Friday
    When Nia asks whether Omar may grant Ledger Labs login access
    Then Omar would be let in under GRANT-02
    And the answer turns round at 09:00 on Friday under GRANT-14

  Example: What agents do within a session can be asked about, too
    When Nia asks whether Nia may prepare debugging
    Then Nia would be refused under POWER-05
    And it could be done by nobody

  @LOGIN-24
  Rule: Reasons of the org or the grant leave no Login link; reasons of the agent refuse the tab, page or link

    Example: Nothing stands in the way
      Given Nia granted Ledger Labs login access for 1 week
      When Sam asks whether Sam may log in as Nia
      Then beside the user there is "Login link"

    Scenario Outline: <what>
      Given Nia granted Ledger Labs login access for 1 week
      And <what>
      When Sam asks whether Sam may log in as Nia
      Then Sam would be refused under <rule>
      And beside the user there is "<sees>"

      Examples: reasons of the agent
        | what                                              | rule   | sees    |
        | Sam logged in without multi-factor authentication | LMO-10 | refused |
        | the policy requireCaseReference is true           | LMO-20 | refused |

      Examples: reasons of the org or the grant
        | what                                        | rule     | sees    |
        | the org Acme Corp is locked                 | LMO-22   | no link |
        | Nia was frozen                              | GRANT-26 | no link |
        | Nia took login access back from Ledger Labs | GRANT-07 | no link |
