/** The texts of the page on how an organization's people sign in. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    providers: {
      title: 'Identity providers',
      lead: 'Servers of your organization that vouch for its people, by OpenID Connect.',
      what: 'The list of identity providers',
      empty: 'No identity provider yet',
      emptyLead:
        'With one, people sign in where they sign in for everything else, and who leaves there does not ' +
        'come in here.',
      add: 'Add a provider',
      off: 'Not in use',
      on: 'In use',
      domains: (domains) => `For ${domains}`,
      roles: (claim) => `Roles by ${claim}`,
      accounts: 'Makes accounts by itself',
      noAccounts: 'For people with an account only',
      test: 'Test',
      testing: 'Asking the provider…',
      testOf: (name) => `Test ${name}`,
      good: 'It answers, signs as it should, and knows Astir.',
      bad: 'It cannot be used like this:',
      edit: 'Edit',
      editOf: (name) => `Edit ${name}`,
      delete: 'Delete',
      deleteOf: (name) => `Delete ${name}`,
      deleteTitle: (name) => `Delete ${name}?`,
      deleteWhy:
        'Nobody signs in by it any more, and it forgets whom it knew. People keep their accounts; who has no ' +
        'password comes in by another provider alone. One of you who administer can always come in, or it ' +
        'is refused.',
    },
    form: {
      add: 'Add an identity provider',
      edit: (name) => `Edit ${name}`,
      redirect: 'The provider must know this redirect address:',
      copy: 'Copy the address',
      copied: 'Copied',
      name: 'Name',
      nameHint: 'As people call it, such as “Okta”',
      issuer: 'Issuer',
      issuerHint: 'Its address, exactly as it calls itself, such as https://login.example.org',
      clientId: 'Client id',
      clientSecret: 'Client secret',
      secretHint: 'It is not shown again.',
      keepHint: 'Leave it empty to keep the one that is stored.',
      domains: 'Domains of e-mails',
      domainsHint:
        'Only people with a verified e-mail of one of these come in, such as example.org, example.com',
      autoCreate: 'Make accounts by itself',
      autoCreateHint:
        'Who signs in for the first time gets an account as an employee, or as the roles below say.',
      enabled: 'In use',
      enabledHint: 'When it is not, nobody signs in by it.',
      roles: 'Roles',
      rolesLead: 'Without a claim, roles are given here and stay. With one, each sign-in sets the role anew.',
      roleClaim: 'Claim with the role',
      roleClaimHint: 'Such as groups, or realm_access.roles',
      adminValues: 'Values for administrators',
      managerValues: 'Values for managers',
      valuesHint: 'Separated by commas. Anybody else is an employee.',
      save: 'Save',
      cancel: 'Cancel',
    },
    passwords: {
      title: 'Passwords',
      what: 'How people sign in',
      allowed: 'People may sign in by password, too',
      why:
        'Switched off, only your identity providers let people in, and who is signed in by password is ' +
        'signed out. Administrators can always use their password, so that somebody can mend a provider ' +
        'that is broken.',
      saved: 'Saved.',
      ask: {
        title: 'Switch passwords off?',
        message: 'Who is no administrator signs in by one of your identity providers then, or not at all.',
        confirm: 'Switch off',
      },
    },
  },
  de: {
    providers: {
      title: 'Anmeldedienste',
      lead: 'Server Ihrer Organisation, die für deren Personen bürgen, mit OpenID Connect.',
      what: 'Die Liste der Anmeldedienste',
      empty: 'Noch kein Anmeldedienst',
      emptyLead:
        'Mit einem melden sich alle dort an, wo sie es für alles andere tun; und wer dort ausscheidet, ' +
        'kommt hier nicht mehr herein.',
      add: 'Dienst hinzufügen',
      off: 'Nicht in Gebrauch',
      on: 'In Gebrauch',
      domains: (domains) => `Für ${domains}`,
      roles: (claim) => `Rollen nach ${claim}`,
      accounts: 'Legt Konten von selbst an',
      noAccounts: 'Nur für Personen mit Konto',
      test: 'Prüfen',
      testing: 'Der Dienst wird gefragt…',
      testOf: (name) => `${name} prüfen`,
      good: 'Er antwortet, unterschreibt, wie er soll, und kennt Astir.',
      bad: 'So ist er nicht zu gebrauchen:',
      edit: 'Ändern',
      editOf: (name) => `${name} ändern`,
      delete: 'Löschen',
      deleteOf: (name) => `${name} löschen`,
      deleteTitle: (name) => `${name} löschen?`,
      deleteWhy:
        'Niemand meldet sich mehr darüber an, und er vergisst, wen er kannte. Die Konten bleiben; wer kein ' +
        'Passwort hat, kommt nur über einen anderen Dienst herein. Jemand von der Verwaltung muss immer ' +
        'hereinkommen können, sonst wird es abgelehnt.',
    },
    form: {
      add: 'Anmeldedienst hinzufügen',
      edit: (name) => `${name} ändern`,
      redirect: 'Der Dienst muss diese Rücksprungadresse kennen:',
      copy: 'Adresse kopieren',
      copied: 'Kopiert',
      name: 'Name',
      nameHint: 'Wie die Menschen ihn nennen, etwa „Okta“',
      issuer: 'Issuer',
      issuerHint: 'Seine Adresse, genau wie er sich nennt, etwa https://login.example.org',
      clientId: 'Client-ID',
      clientSecret: 'Client-Secret',
      secretHint: 'Es wird nicht wieder gezeigt.',
      keepHint: 'Leer lassen, um das gespeicherte zu behalten.',
      domains: 'Domains der E-Mails',
      domainsHint:
        'Nur wer eine bestätigte E-Mail einer dieser Domains hat, kommt herein, etwa example.org, ' +
        'example.com',
      autoCreate: 'Konten von selbst anlegen',
      autoCreateHint:
        'Wer sich zum ersten Mal anmeldet, bekommt ein Konto: als Mitarbeit, oder wie es die Rollen ' +
        'unten sagen.',
      enabled: 'In Gebrauch',
      enabledHint: 'Ist er es nicht, meldet sich niemand darüber an.',
      roles: 'Rollen',
      rolesLead:
        'Ohne Claim werden Rollen hier vergeben und bleiben. Mit einem setzt jede Anmeldung die Rolle ' +
        'neu.',
      roleClaim: 'Claim mit der Rolle',
      roleClaimHint: 'Etwa groups oder realm_access.roles',
      adminValues: 'Werte für die Verwaltung',
      managerValues: 'Werte für die Leitung',
      valuesHint: 'Mit Kommas getrennt. Alle anderen sind Mitarbeit.',
      save: 'Speichern',
      cancel: 'Abbrechen',
    },
    passwords: {
      title: 'Passwörter',
      what: 'Wie man sich anmeldet',
      allowed: 'Man darf sich auch mit Passwort anmelden',
      why:
        'Ist es aus, lassen nur Ihre Anmeldedienste herein, und wer mit Passwort angemeldet ist, wird ' +
        'abgemeldet. Die Verwaltung kann immer ihr Passwort benutzen, damit jemand einen Dienst richten ' +
        'kann, der nicht geht.',
      saved: 'Gespeichert.',
      ask: {
        title: 'Passwörter abschalten?',
        message: 'Wer nicht zur Verwaltung gehört, kommt dann nur noch über einen Ihrer Anmeldedienste herein.',
        confirm: 'Abschalten',
      },
    },
  },
};

export const words = inLanguage(texts);
