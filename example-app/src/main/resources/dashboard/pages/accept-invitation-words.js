/** The texts of the page that accepts an invitation. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: (organization) => `Join ${organization}`,
    lead: (inviter, role) => `${inviter ?? 'An administrator'} invites you as ${role}.`,
    roles: { employee: 'an employee', manager: 'a manager', admin: 'an administrator' },
    email: 'E-mail',
    own: 'The password is for this organization alone.',
    submit: 'Join',
    other: ({ email, organizationName }) =>
      `You are signed in here as ${email}, of ${organizationName}. Joining signs you in as this new person instead.`,
    provider: 'Sign in where your organization does, with this e-mail. That accepts the invitation.',
    by: (provider) => `Sign in with ${provider}`,
    noProvider: (email) =>
      `Your organization signs in without passwords, and no sign-in of it is for ${email}. ` +
      'Ask whoever invited you to invite another e-mail.',
    link: 'The invitation',
    over: {
      'invitation-used': ['You are in already', 'This invitation was accepted. Sign in with the password that you chose.'],
      'invitation-revoked': ['This invitation was revoked', 'Ask whoever invited you for another one.'],
      'invitation-expired': ['This invitation has expired', 'Invitations are good for 7 days. Ask whoever invited you for another one.'],
      'invitation-unknown': ['This link leads nowhere', 'Perhaps it was cut short, or a newer invitation has replaced it. Ask whoever invited you.'],
      'single-sign-on-required': ['Sign in with your organization', 'Your organization has no passwords of its own here. Sign in with your e-mail where it does: that accepts the invitation.'],
    },
    signIn: 'Sign in',
  },
  de: {
    title: (organization) => `Zu ${organization} kommen`,
    lead: (inviter, role) => `${inviter ?? 'Die Verwaltung'} lädt Sie ein: ${role}.`,
    roles: { employee: 'zur Mitarbeit', manager: 'zur Leitung', admin: 'zur Verwaltung' },
    email: 'E-Mail',
    own: 'Das Passwort gilt für diese Organisation allein.',
    submit: 'Annehmen',
    other: ({ email, organizationName }) =>
      `Sie sind hier als ${email} angemeldet, bei ${organizationName}. Wenn Sie annehmen, sind Sie es als diese ` +
      `neue Person.`,
    provider:
      'Melden Sie sich mit dieser E-Mail dort an, wo Ihre Organisation es tut. Damit nehmen Sie die ' +
      'Einladung an.',
    by: (provider) => `Mit ${provider} anmelden`,
    noProvider: (email) =>
      `Ihre Organisation meldet sich ohne Passwörter an, und keine ihrer Anmeldungen ist für ${email}. ` +
      'Bitten Sie, wer Sie eingeladen hat, um eine Einladung an eine andere E-Mail.',
    link: 'Die Einladung',
    over: {
      'invitation-used': ['Sie sind schon dabei', 'Diese Einladung wurde angenommen. Melden Sie sich mit dem Passwort an, das Sie gewählt haben.'],
      'invitation-revoked': ['Diese Einladung wurde widerrufen', 'Fragen Sie, wer Sie eingeladen hat, nach einer anderen.'],
      'invitation-expired': ['Diese Einladung ist abgelaufen', 'Einladungen gelten 7 Tage. Fragen Sie, wer Sie eingeladen hat, nach einer anderen.'],
      'invitation-unknown': ['Dieser Link führt nirgendwohin', 'Vielleicht wurde er abgeschnitten, oder eine neuere Einladung hat ihn ersetzt. Fragen Sie, wer Sie eingeladen hat.'],
      'single-sign-on-required': ['Melden Sie sich mit Ihrer Organisation an', 'Ihre Organisation hat hier keine eigenen Passwörter. Melden Sie sich mit Ihrer E-Mail dort an, wo sie es tut: damit nehmen Sie die Einladung an.'],
    },
    signIn: 'Anmelden',
  },
};

export const words = inLanguage(texts);
