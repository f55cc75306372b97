Feature: Administrators Can Log in as Any User
  The switch lets the org's own administrators in everywhere; what it means for a publisher, sources tell in three ways.

  @GRANT-16
  Rule: While administrators can log in as any user, no publisher is listed on the grant page

    Example: Even an administrator finds no publisher
      Given Nia turned the any-user switch on
      When Nia opens the grant page
      Then the grant page lists only
        | grant access to              |
        | Your Company's Administrator |
        | Salesforce.com Support       |

    Example: Nia is refused
      Given Nia turned the any-user switch on
      When Nia grants Ledger Labs login access for 1 day
      Then Nia is refused under GRANT-16 because "Administrators Can Log in as Any User is enabled in Acme Corp"
      And the audit log of Acme Corp gains only
        | event         | user |
        | grant.refused | Nia  |

    Example: With the switch off again Nia grants
      Given Nia turned the any-user switch on
      And Nia turned the any-user switch off
      When Nia grants Ledger Labs login access for 1 day
      Then Nia is let in under GRANT-02

    Example: By another reading only the row of the company's administrators is hidden
      Given the policy anyUserSetting is adminRowOnly
      And Nia turned the any-user switch on
      When Nia opens the grant page
      Then the grant page lists only
        | grant access to        |
        | Salesforce.com Support |
        | Ledger Labs            |
        | Quill Inc              |

    Example: By a third reading publishers need no grant while it is on
      Given the policy anyUserSetting is standingAccess
      And Nia turned the any-user switch on
      When Sam logs in as Omar
      Then Sam is let in under GRANT-16
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.started | Omar | Sam           |

    Example: Taking access back changes nothing while no grant is needed
      Given the policy anyUserSetting is standingAccess
      And Omar granted Ledger Labs login access for 1 day
      And Omar took login access back from Ledger Labs
      And Nia turned the any-user switch on
      When Sam logs in as Omar
      Then Sam is let in under GRANT-16

    Example: With the switch off a grant is needed under every reading
      Given the policy anyUserSetting is standingAccess
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03

    Example: A session that rests on the switch ends with it
      Given the policy anyUserSetting is standingAccess
      And Nia turned the any-user switch on
      And Sam is logged in as Omar
      And Nia turned the any-user switch off
      When Sam opens the grant page
      Then Sam is refused under LOGIN-17
      And the audit log of Acme Corp gains only
        | event       | user | delegate user |
        | login.ended | Omar | Sam           |

  @GRANT-22
  Rule: The org's own administrators log in as users who granted them access and, with the any-user switch on, as any user; it is off by default

    Example: The switch is off as the org comes
      When Nia opens Login Access Policies
      Then Login Access Policies show the any-user switch off

    Example: Without the switch and without a grant Nia is refused
      When Nia clicks Login next to Omar in Setup
      Then Nia is refused under GRANT-22 because "omar@acme.example has granted the company's administrators no login access, and Administrators Can Log in as Any User is off in Acme Corp"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.refused | Omar | Nia           |

    Example: With the switch on nobody is asked
      Given Nia turned the any-user switch on
      When Nia clicks Login next to Omar in Setup
      Then Nia is let in under GRANT-22
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.started | Omar | Nia           |

    Example: Omar lets the company's administrators in
      Given Omar granted the company's administrators login access for 1 day
      When Nia clicks Login next to Omar in Setup
      Then Nia is let in under GRANT-22

    Example: A grant to a publisher is none to the administrators
      Given Omar granted Ledger Labs login access for 1 day
      When Nia clicks Login next to Omar in Setup
      Then Nia is refused under GRANT-22

    Example: What Omar granted for a day is over after it
      Given Omar granted the company's administrators login access for 1 day
      And it is 09:00 on Wednesday
      When Nia clicks Login next to Omar in Setup
      Then Nia is refused under GRANT-22

    Example: The page is for those with Manage Users
      Given Nia turned the any-user switch on
      When Omar clicks Login next to Nia in Setup
      Then Omar is refused under POWER-08
