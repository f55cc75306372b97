Feature: When the subscriber is asked to approve
  Most logins meet no challenge in the subscriber org, because the agent has passed one in the License Management Org.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @LOGIN-08
  Rule: The subscriber is asked to approve only when multi-factor authentication is enforced for the user and during log in as

    Example: Enforced for nobody and switched on during log in as
      Given Acme Corp demands multi-factor authentication during log in as
      When Sam logs in as Nia
      Then nobody needs to approve the login

    Example: Enforced for Nia and switched on during log in as
      Given Acme Corp demands multi-factor authentication during log in as
      And Nia must use multi-factor authentication
      When Sam logs in as Nia
      Then the login waits for approval

    Example: Enforced for everybody and switched on during log in as
      Given Acme Corp demands multi-factor authentication during log in as
      And Acme Corp demands multi-factor authentication of everybody
      When Sam logs in as Nia
      Then the login waits for approval

    Example: With the policy loginAsMfa at whenOrgRequiresMfa, enforcing it for Nia is enough
      Given the policy loginAsMfa is whenOrgRequiresMfa
      And Nia must use multi-factor authentication
      When Sam logs in as Nia
      Then the login waits for approval

    Example: With the policy loginAsMfa at whenOrgRequiresMfa, nobody enforces it
      Given the policy loginAsMfa is whenOrgRequiresMfa
      And Acme Corp demands multi-factor authentication during log in as
      When Sam logs in as Nia
      Then nobody needs to approve the login

    Example: With the policy loginAsMfa at never, both conditions ask nobody
      Given the policy loginAsMfa is never
      And Acme Corp demands multi-factor authentication during log in as
      And Nia must use multi-factor authentication
      When Sam logs in as Nia
      Then nobody needs to approve the login

  @LOGIN-12
  Rule: By default a high-assurance agent meets no challenge in the subscriber org

    Example: Nobody has chosen anything for log in as, and Nia must use multi-factor authentication
      Given Nia must use multi-factor authentication
      When Sam logs in as Nia
      Then nobody needs to approve the login
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.started | Nia  | Sam           |

    Example: An administrator has chosen it
      Given Nia must use multi-factor authentication
      And Acme Corp demands multi-factor authentication during log in as
      When Sam logs in as Nia
      Then the login waits for approval

  @LOGIN-27
  Rule: Apart from an approval request the subscriber gets no notice of a login

    Example: Sam has logged in, worked and left
      Given Sam is logged in as Nia
      And Sam logged out of Acme Corp
      When Nia reads the inbox
      Then the inbox is empty

    Example: Sam has asked for approval
      Given Nia must use multi-factor authentication
      And Acme Corp demands multi-factor authentication during log in as
      And Sam waits for approval to work as Nia
      When Nia reads the inbox
      Then the inbox holds only
        | text                                                        |
        | sam@ledgerlabs.example of Ledger Labs asks to log in as you |

    Example: Omar hears nothing of it
      Given Nia must use multi-factor authentication
      And Acme Corp demands multi-factor authentication during log in as
      And Sam waits for approval to work as Nia
      When Omar reads the inbox
      Then the inbox is empty
