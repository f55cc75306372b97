Feature: The way to a debugging session
  An engineer logs in as a user of a sandbox, opens Apex Debugger in Setup, and carries the start link to the IDE.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week

  @DEBUG-02
  Rule: The ISV Customer Debugger connects to sandboxes only; a production org is never debugged interactively

    Example: A production org
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam prepares a partner debugging session
      Then Sam is refused under DEBUG-02 because "Acme Corp is no sandbox"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act                                 |
        | debug.refused | Nia  | Sam           | prepare a partner debugging session |

    Example: A trial is no sandbox either
      Given Milton granted Ledger Labs login access for 1 week
      And Sam is logged in as Milton
      When Sam prepares a partner debugging session
      Then Sam is refused under DEBUG-02 because "Initech Trial is no sandbox"

    Example: A sandbox of any kind
      Given a Full sandbox Test of Globex was made
      And Gwen of Globex Test granted Ledger Labs login access for 1 week
      And Sam is logged in as Gwen of Globex Test
      When Sam prepares a partner debugging session
      Then Sam is let in under POWER-05

  @DEBUG-08
  Rule: Debugging takes View and Debug Managed Apex in the License Management Org, and managing sessions takes Modify All Data as well

    Example: An agent who is no engineer
      Given Tess is logged in as Nia of Acme UAT
      When Tess prepares a partner debugging session
      Then Tess is refused under DEBUG-08 because "tess@ledgerlabs.example lacks View and Debug Managed Apex in Ledger Labs"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user |
        | debug.refused | Nia  | Tess          |

    Example: Modify All Data of the user is not the agent's
      Given Tess holds "Modify All Data" by permission set
      And Tess is logged in as Nia of Acme UAT
      When Tess prepares a partner debugging session
      Then Tess is refused under DEBUG-08

    Example: An engineer who has lost the permission does not start what was prepared
      Given Sam is logged in as Nia of Acme UAT
      And Sam set up the project "uat"
      And Lena took View and Debug Managed Apex from Sam by permission set
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-08 because "sam@ledgerlabs.example lacks View and Debug Managed Apex in Ledger Labs"

    Example: An engineer manages no sessions
      Given Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      When Sam looks up the debugging sessions of the publisher
      Then Sam is refused under DEBUG-08 because "sam@ledgerlabs.example lacks Modify All Data in Ledger Labs"

    Example: Nor does an administrator who is no engineer
      Given Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      When Lena removes the debugging session of Sam from the own org
      Then Lena is refused under DEBUG-08 because "lena@ledgerlabs.example lacks View and Debug Managed Apex in Ledger Labs"
      And the audit log of Acme UAT gains nothing

    Example: With both permissions a session is removed from the License Management Org
      Given Lena holds "View and Debug Managed Apex" by permission set
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      When Lena removes the debugging session of Sam from the own org
      Then Lena is let in under DEBUG-08
      And the audit log of Acme UAT gains only
        | event       | user | delegate user | reason | rule     |
        | debug.ended | Lena |               | killed | DEBUG-08 |

    Example: The sessions over all subscribers are told to whoever may manage them
      Given Lena holds "View and Debug Managed Apex" by permission set
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      When Lena looks up the debugging sessions of the publisher
      Then 1 of 1 debugging sessions are in use

    Example: What is not on the own allowance is not there to be removed
      Given Quentin holds "Modify All Data" by permission set
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      When Quentin removes the debugging session of Sam from the own org
      Then Quentin is refused under DEBUG-25 because "No Apex Debugger session found."
      And the debugging session of Sam goes on

  @DEBUG-10
  Rule: A partner debugging session begins in the Setup of the sandbox, logged in as the granting user

    Example: A user of the sandbox has no start link to launch from
      When Nia of Acme UAT starts the debugging session
      Then Nia of Acme UAT is refused under DEBUG-10 because "nia@acme.example.uat works in an own session of Acme UAT, to which no start link belongs"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                       |
        | debug.refused | Nia  |               | start a debugging session |

    Example: Nor to set up a project with
      When Nia of Acme UAT sets up the project "uat"
      Then Nia of Acme UAT is refused under DEBUG-10

    Example: Not in the own org of the engineer either
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-10 because "sam@ledgerlabs.example works in an own session of Ledger Labs, to which no start link belongs"

    Example: The granting user's sandbox, by way of its Setup
      Given Sam is logged in as Nia of Acme UAT
      And Sam set up the project "uat"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

  @DEBUG-11
  Rule: The start link names the instance and the session; a link without either is invalid

    Background:
      Given Sam is logged in as Nia of Acme UAT
      And Sam prepared a partner debugging session

    Scenario Outline: A link without the <part>
      When Sam sets up the project "uat" with a link without the <part>
      Then Sam is refused under DEBUG-11 because "the start link names no <part>"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                                |
        | debug.refused | Nia  | Sam           | set up a project for ISV debugging |

      Examples:
        | part     |
        | instance |
        | session  |

    Example: Something else that was copied
      When Sam sets up the project "uat" with the text "https://acme--uat.example/setup"
      Then Sam is refused under DEBUG-11 because "that is no start link"

    Example: A session that is none
      When Sam sets up the project "uat" with the text "forceide://uat?url=acme--uat.example&sessionId=00D!guessed"
      Then Sam is refused under DEBUG-11 because "the start link names no session"

    Example: The whole link
      When Sam sets up the project "uat"
      Then Sam is let in under DEBUG-13

  @DEBUG-12
  Rule: The session id in the start link is a secret and is shown nowhere but where the link is handed out

    Example: Handed out to the engineer, and on record without the secret
      Given Sam is logged in as Nia of Acme UAT
      When Sam prepares a partner debugging session
      Then the start link reads "forceide://acme--uat?url=acme--uat.localhost&sessionId=…&secure=0"
      And the audit log of Acme UAT gains only
        | event          | user | delegate user | link                                                                               |
        | debug.prepared | Nia  | Sam           | forceide://acme--uat?url=acme--uat.localhost&sessionId=SESSION_ID_REMOVED&secure=0 |

    Example: The project keeps the secret to itself
      Given Sam is logged in as Nia of Acme UAT
      And Sam prepared a partner debugging session
      When Sam sets up the project "uat"
      Then the project stores
        | isvDebuggerSid | SESSION_ID_REMOVED         |
        | isvDebuggerUrl | http://acme--uat.localhost |
        | instanceUrl    | http://acme--uat.localhost |
        | connectType    | ISV_DEBUGGER               |

  @DEBUG-47
  Rule: Debugging takes View Setup and Configuration and API Enabled of the user logged in as

    Scenario Outline: A user without <permission>
      Given the profile of Nia of Acme UAT lacks "<permission>"
      And Sam is logged in as Nia of Acme UAT
      When Sam prepares a partner debugging session
      Then Sam is refused under DEBUG-47 because "nia@acme.example.uat lacks <permission>, which it takes to prepare a partner debugging session"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user |
        | debug.refused | Nia  | Sam           |

      Examples:
        | permission                   |
        | View Setup and Configuration |
        | API Enabled                  |

    Example: The client needs the API only, once the link is out
      Given Sam is logged in as Nia of Acme UAT
      And Sam set up the project "uat"
      And the profile of Nia of Acme UAT lacks "View Setup and Configuration"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: Without the API the client comes no further
      Given Sam is logged in as Nia of Acme UAT
      And Sam set up the project "uat"
      And the profile of Nia of Acme UAT lacks "API Enabled"
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-47 because "nia@acme.example.uat lacks API Enabled, which it takes to start a debugging session"
