Feature: Who may open the Subscriber Support Console
  The Subscribers tab opens to agents who have the permission, the pages and a login of high assurance.

  @LMO-08
  Rule: Logging in needs Log in to Subscriber Org in the License Management Org, by profile or permission set

    Scenario Outline: Tess has the permission by <source>
      Given Nia granted Ledger Labs login access for 1 week
      And the permission sets of Ledger Labs open the console and carry no permission
      And Lena gave Tess Log in to Subscriber Org by <source>
      When Tess logs in as Nia
      Then Tess is let in under GRANT-03

      Examples:
        | source         |
        | profile        |
        | permission set |

    Example: Tess has it from nowhere
      Given Nia granted Ledger Labs login access for 1 week
      And the permission sets of Ledger Labs open the console and carry no permission
      When Tess logs in as Nia
      Then Tess is refused under LMO-08 because "tess@ledgerlabs.example lacks Log in to Subscriber Org in the License Management Org"

    Example: To administer the License Management Org is not to support subscribers
      When Lena searches for "globex"
      Then Lena is refused under LMO-08
      And the audit log of Ledger Labs gains only
        | event       | user | rule   |
        | lmo.refused | Lena | LMO-08 |

    Example: A permission set gives it to one agent
      Given the permission sets of Ledger Labs open the console and carry no permission
      And Lena gave Tess Log in to Subscriber Org by permission set
      When Lena looks up who holds the support permissions
      Then the support permissions are held by
        | permission               | username                | from                                    |
        | Log in to Subscriber Org | tess@ledgerlabs.example | permission set Log in to Subscriber Org |

    Example: A profile gives it to everybody who has the profile
      Given the permission sets of Ledger Labs open the console and carry no permission
      And Lena gave Tess Log in to Subscriber Org by profile
      When Lena looks up who holds the support permissions
      Then the support permissions are held by
        | permission               | username                | from                           |
        | Log in to Subscriber Org | sam@ledgerlabs.example  | profile Standard Platform User |
        | Log in to Subscriber Org | tess@ledgerlabs.example | profile Standard Platform User |

    Example: Agents do not look up each other's permissions
      When Tess looks up who holds the support permissions
      Then Tess is refused under POWER-08

  @LMO-09
  Rule: The Subscriber Support Console needs its two pages, the License Management App and the Subscribers tab

    Scenario Outline: Without the <sort> <name>
      Given nobody at Ledger Labs has access to "<name>"
      When Sam searches for "globex"
      Then Sam is refused under LMO-09 because "sam@ledgerlabs.example has no access to the <sort> <name>"

      Examples:
        | sort | name                    |
        | page | sfLma.LoginToPartnerBT  |
        | page | sfLma.SubscriberSupport |
        | app  | License Management App  |
        | tab  | Subscribers             |

    Example: With all four of them
      Given nobody at Ledger Labs has access to "sfLma.Reports"
      When Sam searches for "globex"
      Then Sam is let in under LMO-12

    Example: The Packages tab is in the License Management App, and asks for no more of it
      Given nobody at Ledger Labs has access to "Subscribers"
      When Sam opens the Packages tab
      Then Sam is let in under LMO-06

    Scenario Outline: Without the License Management App <who> finds no Packages tab
      Given nobody at Ledger Labs has access to "License Management App"
      When <who> opens the Packages tab
      Then <who> is refused under LMO-09 because "<username> has no access to the app License Management App"
      And the audit log of Ledger Labs gains only
        | event       | user  | rule   |
        | lmo.refused | <who> | LMO-09 |

      Examples:
        | who  | username                |
        | Sam  | sam@ledgerlabs.example  |
        | Lena | lena@ledgerlabs.example |

    Example: Whoever installs the app has it, and nobody else
      Given Gwen installed the app License Management App
      When Hugo opens the Packages tab
      Then Hugo is refused under LMO-09

    Example: Without them there is no login either
      Given Nia granted Ledger Labs login access for 1 week
      And nobody at Ledger Labs has access to "sfLma.LoginToPartnerBT"
      When Sam logs in as Nia
      Then Sam is refused under LMO-09

  @LMO-10
  Rule: The Subscriber Support Console opens only to agents who logged in with multi-factor authentication

    Example: Sam logged in with a password alone
      Given Sam logged in without multi-factor authentication
      When Sam searches for "globex"
      Then Sam is refused under LMO-10 because "sam@ledgerlabs.example logged in without multi-factor authentication"

    Example: A password alone opens no subscriber org
      Given Nia granted Ledger Labs login access for 1 week
      And Sam logged in without multi-factor authentication
      When Sam logs in as Nia
      Then Sam is refused under LMO-10
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.refused | Nia  | Sam           |

    Example: An administrator has no second factor either for being logged in as an agent
      Given Lena logged in without multi-factor authentication
      And Lena turned the any-user switch on
      And Lena is logged in as the own user Sam
      When Lena switches on the subscriber debug logs of "Ledger" in Acme Corp
      Then Lena is refused under LMO-10
      And subscriber debug logs in Acme Corp are off

    Example: An administrator with a second factor takes it along
      Given Lena turned the any-user switch on
      And Lena is logged in as the own user Sam
      When Lena switches on the subscriber debug logs of "Ledger" in Acme Corp
      Then Lena is let in under POWER-18

    Example: The other pages of the app are not covered
      Given Sam logged in without multi-factor authentication
      When Sam opens the Packages tab
      Then Sam is let in under LMO-06

  @LMO-11
  Rule: The agent's session in the License Management Org must be high assurance

    Example: Multi-factor authentication stands in the High Assurance column
      When Sam searches for "globex"
      Then Sam is let in under LMO-12

    Example: Multi-factor authentication done, and not in the High Assurance column
      Given multi-factor authentication is not in the High Assurance column of Ledger Labs
      When Sam searches for "globex"
      Then Sam is refused under LMO-11 because "the session of sam@ledgerlabs.example is not high assurance: multi-factor authentication is not in the High Assurance column of Ledger Labs"

    Example: The subscriber org stays out of reach
      Given Nia granted Ledger Labs login access for 1 week
      And multi-factor authentication is not in the High Assurance column of Ledger Labs
      When Sam logs in as Nia
      Then Sam is refused under LMO-11
