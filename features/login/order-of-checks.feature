Feature: The order of the checks
  Whatever is wrong with a login, the agent is told one thing, and it is always the same one.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam works in Ledger Labs

  @LOGIN-23
  Rule: Checks run in a fixed order, so that a refusal has one reason

    Scenario Outline: Two things are wrong, and the first is <first>
      Given <later check broken>
      And <earlier check broken>
      When Sam logs in as Nia
      Then Sam is refused under <rule>

      Examples: the agent comes first, from the person to the session
        | first           | earlier check broken                                          | later check broken                                            | rule     |
        | the agent       | Sam was frozen                                                | Lena took Log in to Subscriber Org from Sam by permission set | LOGIN-01 |
        | the permission  | Lena took Log in to Subscriber Org from Sam by permission set | nobody at Ledger Labs has access to "Subscribers"             | LMO-08   |
        | console access  | nobody at Ledger Labs has access to "Subscribers"             | Sam logged in without multi-factor authentication             | LMO-09   |
        | a second factor | Sam logged in without multi-factor authentication             | Sam has a session of standard assurance                       | LMO-10   |
        | high assurance  | Sam has a session of standard assurance                       | Ledger Labs lost all subscribers                              | LMO-11   |

      Examples: then the org
        | first            | earlier check broken                        | later check broken                          | rule     |
        | the subscriber   | Ledger Labs lost all subscribers            | Acme Corp is on a Government Cloud instance | LMO-18   |
        | the instance     | Acme Corp is on a Government Cloud instance | Acme Corp became a scratch org              | LOGIN-03 |
        | the kind of org  | Acme Corp became a scratch org              | the org Acme Corp is locked                 | LOGIN-04 |
        | whether it lives | the org Acme Corp is locked                 | Nia was frozen                              | LMO-22   |

      Examples: then the user and the grant, and at last what the agent enters
        | first            | earlier check broken                        | later check broken                          | rule     |
        | the user         | Nia was frozen                              | Nia has the user license "Identity"         | GRANT-26 |
        | the user license | Nia has the user license "Identity"         | Nia took login access back from Ledger Labs | LOGIN-02 |
        | the grant        | Nia took login access back from Ledger Labs | the policy requireCaseReference is true     | GRANT-07 |

    Example: Only when nothing is wrong the subscriber is asked
      Given the policy requireCaseReference is true
      And Nia must use multi-factor authentication
      And Acme Corp demands multi-factor authentication during log in as
      When Sam logs in as Nia
      Then Sam is refused under LMO-20
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule   |
        | login.refused | Nia  | Sam           | LMO-20 |

    Example: Everything is wrong at once
      Given Lena took Log in to Subscriber Org from Sam by permission set
      And nobody at Ledger Labs has access to "Subscribers"
      And Acme Corp is on a Government Cloud instance
      And Nia took login access back from Ledger Labs
      And Nia was frozen
      And Sam was frozen
      When Sam logs in as Nia
      Then Sam is refused under LOGIN-01
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule     |
        | login.refused | Nia  | Sam           | LOGIN-01 |
