Feature: Leaving a subscriber org
  An agent who is finished leaves, and the record says when and how.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @LOGIN-10
  Rule: An agent who is finished logs out of the subscriber org

    Example: Sam logs out
      Given Sam is logged in as Nia
      When Sam logs out of Acme Corp
      Then Sam is let in under LOGIN-10
      And the audit log of Acme Corp gains only
        | event       | user | delegate user | reason     |
        | login.ended | Nia  | Sam           | logged out |

    Example: The session is good for nothing any more
      Given Sam is logged in as Nia
      And Sam logged out of Acme Corp
      When Sam goes on working in Acme Corp
      Then Sam is told "the session is over: logged out; log in again"
      And the audit log of Acme Corp gains nothing

    Example: Nia logs out of her own session
      Given Nia works in Acme Corp
      When Nia logs out of Acme Corp
      Then Nia lands on the login page
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | reason     |
        | session.ended | Nia  |               | logged out |

  @LOGIN-11
  Rule: Return to subscriber overview leaves the subscriber org and ends what runs in the session

    Example: Sam returns
      Given Sam is logged in as Nia
      When Sam returns from Acme Corp to the subscriber overview
      Then Sam is let in under LOGIN-11
      And the audit log of Acme Corp gains only
        | event       | user | delegate user | reason                          |
        | login.ended | Nia  | Sam           | returned to subscriber overview |

    Example: Nothing runs on in the session
      Given Sam is logged in as Nia
      And Sam returned from Acme Corp to the subscriber overview
      When Sam calls the API of Acme Corp
      Then Sam is told "the session is over: returned to subscriber overview; log in again"

    Example: Nia has no overview to return to
      When Nia returns from Acme Corp to the subscriber overview
      Then Nia is told "this is no LoginAs session; there is no subscriber org to return from"

  @LOGIN-15
  Rule: Choosing another username in the profile menu logs the agent out

    Example: Sam chooses Omar
      Given Sam is logged in as Nia
      When Sam chooses Omar in the profile menu of Acme Corp
      Then Sam is refused under LOGIN-15 because "a LoginAs session as nia@acme.example cannot go on as omar@acme.example"
      And the audit log of Acme Corp gains only
        | event       | user | delegate user | reason        |
        | login.ended | Nia  | Sam           | switched user |

    Example: Afterwards Sam is out
      Given Sam is logged in as Nia
      And Sam chose Omar in the profile menu of Acme Corp
      When Sam goes on working in Acme Corp
      Then Sam is told "the session is over: switched user; log in again"

    Example: Choosing Nia changes nothing
      Given Sam is logged in as Nia
      When Sam chooses Nia in the profile menu of Acme Corp
      Then Sam is let in under LOGIN-15
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.visited | Nia  | Sam           |

  @LOGIN-20
  Rule: Where the agent lands after logging out depends on the own session kept and on Force relogin after Login-As-User

    Example: The own session was kept and nothing forces a relogin
      Given Sam is logged in as Nia
      When Sam returns from Acme Corp to the subscriber overview
      Then Sam lands in the own org
      And the audit log of Ledger Labs gains nothing

    Example: Entering Acme Corp ended the own session
      Given Sam logged in without the My Domain login URL
      And Sam is logged in as Nia
      When Sam returns from Acme Corp to the subscriber overview
      Then Sam lands on the login page
      And the audit log of Ledger Labs gains nothing

    Example: Acme Corp forces a relogin
      Given Acme Corp forces a relogin after logging in as a user
      And Sam is logged in as Nia
      When Sam logs out of Acme Corp
      Then Sam lands on the login page
      And the audit log of Ledger Labs gains only
        | event         | user | delegate user | reason            |
        | session.ended | Sam  |               | must log in again |

    Example: With the policy lmoSessionOnLoginAs at keep, the own session is there in any case
      Given the policy lmoSessionOnLoginAs is keep
      And Sam logged in without the My Domain login URL
      And Sam is logged in as Nia
      When Sam logs out of Acme Corp
      Then Sam lands in the own org
