Feature: What goes out in the user's name
  Letting an app in and sending email are things a user does as a person. An agent at the keyboard is somebody else.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @POWER-06
  Rule: OAuth access can be granted by the customer, and not with login access

    Example: The user lets an app in
      When Nia authorizes "Data Loader" for data access
      Then Nia is let in under POWER-06
      And the audit log of Acme Corp gains only
        | event               | user | delegate user | app         | purpose     |
        | power.oauth-granted | Nia  |               | Data Loader | data access |
      And the apps that Nia has authorized are
        | app         | purpose     |
        | Data Loader | data access |

    Example: What was let in before is not asked again
      Given Nia authorized "Data Loader" for data access
      When Nia authorizes "Data Loader" for data access
      Then Nia is let in under POWER-06
      And the audit log of Acme Corp gains nothing

    Example: The agent is refused
      Given Sam is logged in as Nia
      When Sam authorizes "Data Loader" for data access
      Then Sam is refused under POWER-06 because "sam@ledgerlabs.example works with login access and cannot grant Data Loader access to the data of nia@acme.example"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act              | target      |
        | power.refused | Nia  | Sam           | authorize an app | Data Loader |
      And the apps that Nia has authorized are
        | app | purpose |

    Example: The administrator registers a connected app
      When Nia registers the connected app "Exporter"
      Then Nia is let in under POWER-08
      And the audit log of Acme Corp gains only
        | event                | user | delegate user | app      |
        | power.app-registered | Nia  |               | Exporter |

    Example: An app that everybody is let in for would be a way round for the agent
      Given Sam is logged in as Nia
      When Sam registers the connected app "Exporter"
      Then Sam is refused under POWER-06 because "sam@ledgerlabs.example works with login access and cannot grant Exporter access to the data of nia@acme.example"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act                      | target   |
        | power.refused | Nia  | Sam           | register a connected app | Exporter |

    Example: Without the permission nobody registers one
      When Omar registers the connected app "Exporter"
      Then Omar is refused under POWER-08 because "omar@acme.example lacks Modify All Data, which it takes to register a connected app"

    Example: The administrator removes a connected app
      Given Nia registered the connected app "Exporter"
      When Nia removes the connected app "Exporter"
      Then Nia is let in under POWER-08
      And the audit log of Acme Corp gains only
        | event             | user | delegate user | app      |
        | power.app-removed | Nia  |               | Exporter |

    Example: The user takes access back
      Given Nia authorized "Data Loader" for data access
      When Nia takes access back from "Data Loader"
      Then Nia is let in under POWER-08
      And the audit log of Acme Corp gains only
        | event               | user | delegate user | app         |
        | power.oauth-revoked | Nia  |               | Data Loader |
      And the apps that Nia has authorized are
        | app | purpose |

  @POWER-14
  Rule: Nobody logged in as another user can authorize OAuth access for that user

    Example: Single sign-on is no way round for an agent
      Given Sam is logged in as Nia
      When Sam authorizes "Expense Portal" for single sign-on
      Then Sam is refused under POWER-14 because "sam@ledgerlabs.example is logged in as nia@acme.example and cannot authorize single sign-on for Expense Portal"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | target         |
        | power.refused | Nia  | Sam           | Expense Portal |

    Example: An administrator of the own company, logged in as a user
      Given Nia turned the any-user switch on
      And Nia is logged in as the own user Omar
      When Nia authorizes "Data Loader" for data access
      Then Nia is refused under POWER-14 because "nia@acme.example is logged in as omar@acme.example and cannot authorize data access for Data Loader"

    Example: An administrator of the own company, logged in as another administrator, registers no app
      Given Nia turned the any-user switch on
      And the profile of Omar gives "Modify All Data"
      And Nia is logged in as the own user Omar
      When Nia registers the connected app "Exporter"
      Then Nia is refused under POWER-14 because "nia@acme.example is logged in as omar@acme.example and cannot authorize data access for Exporter"

    Example: The user herself
      When Nia authorizes "Expense Portal" for single sign-on
      Then Nia is let in under POWER-06
      And the apps that Nia has authorized are
        | app            | purpose        |
        | Expense Portal | single sign-on |

  @POWER-15
  Rule: An agent cannot make Salesforce send email while the user's address is unverified

    Example: The address is verified
      Given Sam is logged in as Nia
      When Sam sends email to "billing@customer.example" about "Invoice 4711"
      Then Sam is let in under POWER-15
      And the audit log of Acme Corp gains only
        | event            | user | delegate user | to                       | subject      |
        | power.email-sent | Nia  | Sam           | billing@customer.example | Invoice 4711 |

    Example: The address is not verified
      Given the email address of Nia is not verified
      And Sam is logged in as Nia
      When Sam sends email to "billing@customer.example" about "Invoice 4711"
      Then Sam is refused under POWER-15 because "the email address of nia@acme.example is not verified"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act        |
        | power.refused | Nia  | Sam           | send email |

    Example: The rule binds agents, not the user
      Given the email address of Nia is not verified
      When Nia sends email to "billing@customer.example" about "Invoice 4711"
      Then Nia is let in under POWER-15
