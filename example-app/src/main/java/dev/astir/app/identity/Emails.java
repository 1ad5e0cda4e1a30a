package dev.astir.app.identity;

/**
 * When two e-mails are one: without surrounding space, and whatever the case of A to Z. The
 * database compares them by {@code lower(email COLLATE "C")}, which does the same. Other letters
 * are as they are typed: what their lower case is depends on who is asked, and two who differ would
 * count a person's guesses apart, or give somebody another one's account. Stateless.
 */
public final class Emails {

    private Emails() {}

    /** What limits, salts and devices know an e-mail by. */
    public static String key(String email) {
        StringBuilder key = new StringBuilder(email.strip());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                key.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return key.toString();
    }
}
