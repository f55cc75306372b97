Feature: Ways into a subscriber org
  Two ways lead into an org, and whoever came in by either finds the same home page.

  @POWER-01
  Rule: Logging in to the subscriber org is open to the publisher with login access and to the customer

    Example: The customer logs in with own credentials
      Given Nia is logged in with own credentials
      When Nia opens the home page
      Then Nia is let in under POWER-01
      And the home page says "own credentials"
      And the audit log of Acme Corp gains nothing

    Example: The publisher's agent logs in with the customer's login access
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam opens the home page
      Then Sam is let in under POWER-01
      And the home page says "login access"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | page               |
        | login.visited | Nia  | Sam           | open the home page |

    Example: An agent without login access does not get as far as the home page
      When Sam logs in as Nia
      Then Sam is refused under GRANT-03

  @POWER-07
  Rule: Multi-factor authentication can be used with login access and by the customer

    Background:
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      And Nia is logged in with own credentials

    Example: The customer uses the code of her own device
      When Nia verifies the session with the code of Nia
      Then Nia is let in under POWER-07
      And the audit log of Acme Corp gains only
        | event            | user | delegate user | rule     |
        | session.verified | Nia  |               | POWER-07 |

    Example: The agent uses the code of the agent's device
      When Sam verifies the session with the code of Sam
      Then Sam is let in under POWER-07
      And the audit log of Acme Corp gains only
        | event            | user | delegate user | rule     |
        | session.verified | Nia  | Sam           | POWER-07 |

    Example: The customer's device is no device of the agent
      When Sam verifies the session with the code of Nia
      Then Sam is told "the one-time code is wrong or used up; wait for the next one on the device"
