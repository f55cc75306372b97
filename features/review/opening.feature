Feature: What is opened for review
  What agents changed, and what they were refused in a row, is looked at by others; nobody has to think of it.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @REVIEW-01
  Rule: An agent's session that changed something, read what is protected without a case, or was deleted by an administrator is opened for review as it ends

    @wire
    Example: A protected setting was changed
      Given Sam is logged in as Nia
      And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | at               | user | about           | reasons                   | risk | parties  |
        | review.opened | 2031-03-04 09:00 |      | LoginAs session | protected setting changed | high | Sam, Nia |
      And the audit log of Acme Corp gains only
        | event       |
        | login.ended |

    @wire
    Example: Not before the session ends
      Given Sam is logged in as Nia
      When Sam sets Mode__c of the setting "Rounding" to "HALF_EVEN"
      Then Sam is let in under POWER-04
      And the platform's own log gains nothing

    @wire
    Example: A session that ends by itself is opened at that very instant
      Given Sam is logged in as Nia
      And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
      When time passes until 15:00 on Tuesday
      Then the platform's own log gains only
        | event         | at               | reasons                   |
        | review.opened | 2031-03-04 11:00 | protected setting changed |
        | clock.moved   | 2031-03-04 15:00 |                           |

    @wire
    Example: What was only looked at is left to the sample
      Given Sam is logged in as Nia
      And Sam has seen the code of InvoiceService
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains nothing

    @wire
    Example: Nia's own changes are nobody's to review
      Given Nia set Days__c of the setting "Reminder" to "7"
      When Nia logs out of Acme Corp
      Then the platform's own log gains nothing

    Example: A protected setting was read, and no case was named
      Given Sam is logged in as Nia
      And Sam has read the setting "Rounding"
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons                               |
        | review.opened | protected setting read without a case |

    Example: The same for a case
      Given Sam is logged in as Nia for the case "00001026"
      And Sam has read the setting "Rounding"
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains nothing

    @wire
    Example: A business record was changed
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons      |
        | review.opened | data changed |

    Example: Code was changed
      Given Sam is logged in as Nia
      And Sam saved InvoiceReminder once more
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons      |
        | review.opened | code changed |

    @wire
    Example: A setting that nobody protects was changed
      Given Sam is logged in as Nia
      And Sam set Days__c of the setting "Reminder" to "7"
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons       |
        | review.opened | setup changed |

    Example: The Login Access Policies were changed
      Given Sam is logged in as Nia
      And Sam lets users grant login access
      And Sam made Quill Inc available to administrators only
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons       |
        | review.opened | setup changed |

    @wire
    Example: A license was assigned
      Given Nia took the license for Ledger from Omar
      And Sam is logged in as Nia
      And Sam assigned Omar a license for Ledger
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons       |
        | review.opened | setup changed |

    @wire
    Example: A license was taken away
      Given Sam is logged in as Nia
      And Sam took the license for Ledger from Omar
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons       |
        | review.opened | setup changed |

    Example: A package was uninstalled
      Given Sam is logged in as Nia
      And Sam uninstalled Quill
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons       |
        | review.opened | setup changed |

    @wire
    Example: The session of somebody else was deleted
      Given Omar is logged in with own credentials
      And Sam is logged in as Nia
      And Sam deleted the session of Omar
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons       |
        | review.opened | setup changed |

    Example: The agent gave the login access of the next week
      Given Sam is logged in as Nia
      And Sam granted Ledger Labs login access for 1 month
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons                         |
        | review.opened | login access given by the agent |

    Example: The agent let another publisher in
      Given Sam is logged in as Nia
      And Sam granted Quill Inc login access for 1 day
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons                         |
        | review.opened | login access given by the agent |

    @wire
    Example: An administrator threw the agent out
      Given Sam is logged in as Nia
      When Nia deletes the session of Sam
      Then the platform's own log gains only
        | event         | user | reasons                     |
        | review.opened |      | removed by an administrator |

    @wire
    Example: Several reasons stand together, each once
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      And Sam created invoice "4713"
      And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
      When Sam returns from Acme Corp to the subscriber overview
      Then the platform's own log gains only
        | event         | reasons                                 |
        | review.opened | data changed, protected setting changed |

    @wire
    Example: An own administrator at work as another user
      Given Nia turned the any-user switch on
      And Nia is logged in as the own user Omar
      And Nia created invoice "4712"
      When Nia logs out of Acme Corp
      Then the platform's own log gains only
        | event         | reasons      | parties   |
        | review.opened | data changed | Nia, Omar |

    Example: Variables were read in a debugging session, and no case was named
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Sam set a breakpoint at line 20 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      And "InvoiceService.post" stopped at line 20 of InvoiceService
      And Sam read the variables of "InvoiceService.post"
      When Sam stops the debugging session
      Then the platform's own log gains only
        | event         | about             | reasons                       | parties  |
        | review.opened | debugging session | variables read without a case | Sam, Nia |

    Example: The same variables for a case
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT for the case "00001026"
      And Sam is debugging Acme UAT
      And Sam set a breakpoint at line 20 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      And "InvoiceService.post" stopped at line 20 of InvoiceService
      And Sam read the variables of "InvoiceService.post"
      When Sam stops the debugging session
      Then the platform's own log gains nothing

  @REVIEW-02
  Rule: A burst of refusals of one agent in one org, five within 15 minutes, is opened for review at once

    Example: The fifth refusal within the quarter of an hour
      Given Sam was refused 4 times as Omar
      And it is 09:15 on Tuesday
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03
      And the platform's own log gains only
        | event         | at               | user | about   | reasons           | risk | parties   |
        | review.opened | 2031-03-04 09:15 |      | records | burst of refusals | high | Sam, Omar |
      And the review is of 5 refusals, the last of which is this one

    Example: The fifth comes a minute too late
      Given Sam was refused 4 times as Omar
      And it is 09:16 on Tuesday
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03
      And the platform's own log gains nothing

    Example: The fourth is no burst yet
      Given Sam was refused 3 times as Omar
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03
      And the platform's own log gains nothing

    Example: Refusals in another org do not count
      Given Sam was refused 4 times as Omar
      When Sam logs in as Hugo
      Then Sam is refused under GRANT-03
      And the platform's own log gains nothing

    Example: Refusals of another agent do not count
      Given Sam was refused 4 times as Omar
      When Tess logs in as Omar
      Then Tess is refused under GRANT-03
      And the platform's own log gains nothing

    Example: What an agent is refused at work counts, too
      Given Sam was refused 4 times as Omar
      And Sam is logged in as Nia
      When Sam authorizes "Quarterly" for data access
      Then Sam is refused under POWER-06
      And the platform's own log gains only
        | event         | reasons           |
        | review.opened | burst of refusals |

    Example: After a burst it is counted anew
      Given Sam was refused 5 times as Omar
      And Sam was refused 4 times as Omar
      When Rita reads the reviews
      Then the reviews are only
        | about   | why               | org       |
        | records | burst of refusals | Acme Corp |

    Example: Where three are a burst
      Given the policy refusalBurst is 3
      And Sam was refused 2 times as Omar
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03
      And the platform's own log gains only
        | event         | reasons           |
        | review.opened | burst of refusals |
