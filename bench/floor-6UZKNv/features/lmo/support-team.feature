Feature: The support team
  An LMO admin forms the team by giving the support permissions, and taking them away.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @LMO-23
  Rule: Taking away Log in to Subscriber Org stops new logins at once and leaves running sessions alone

    Example: The next login is refused
      Given Lena took Log in to Subscriber Org from Sam by permission set
      When Sam logs in as Nia
      Then Sam is refused under LMO-08

    Example: A running session goes on
      Given Sam is logged in as Nia
      When Lena takes Log in to Subscriber Org from Sam by permission set
      Then 1 LoginAs session goes on
      And the audit log of Ledger Labs gains only
        | event                  | user | permission               | by             | held  |
        | lmo.permission-changed | Lena | Log in to Subscriber Org | permission set | false |
      And the audit log of Acme Corp gains nothing

    Example: A login that still waits for approval is a new one
      Given logging in as a user of Acme Corp takes the user's approval
      And Sam is logged in as Nia
      When Lena takes Log in to Subscriber Org from Sam by permission set
      Then 0 LoginAs sessions go on
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule   | reason            |
        | login.refused | Nia  | Sam           | LMO-23 | no longer allowed |

    Example: Another agent's waiting login is left alone
      Given logging in as a user of Acme Corp takes the user's approval
      And Sam is logged in as Nia
      When Lena takes Log in to Subscriber Org from Tess by permission set
      Then 0 LoginAs sessions go on
      And the audit log of Acme Corp gains nothing

    Example: A permission that is held twice is not lost by taking it once
      Given logging in as a user of Acme Corp takes the user's approval
      And Lena gave Sam Log in to Subscriber Org by profile
      And Sam is logged in as Nia
      When Lena takes Log in to Subscriber Org from Sam by profile
      Then 1 LoginAs session goes on
      And the audit log of Ledger Labs gains only
        | event                  | user | permission               | by      | held |
        | lmo.permission-changed | Lena | Log in to Subscriber Org | profile | true |
      And the audit log of Acme Corp gains nothing

    Example: An engineer who is one no longer stays an agent
      Given Lena took View and Debug Managed Apex from Sam by permission set
      When Lena looks up who holds the support permissions
      Then the support permissions are held by
        | permission               | username                | from                              |
        | Log in to Subscriber Org | sam@ledgerlabs.example  | permission set Subscriber Support |
        | Log in to Subscriber Org | tess@ledgerlabs.example | permission set Subscriber Support |

    Example: Taking what nobody holds changes nothing
      When Lena takes View and Debug Managed Apex from Tess by permission set
      Then 0 LoginAs sessions go on
      And the audit log of Ledger Labs gains nothing

    Example: An agent forms no team
      When Sam gives Tess View and Debug Managed Apex by permission set
      Then Sam is refused under POWER-08
