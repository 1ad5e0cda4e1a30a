package dev.astir.app.mentions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainNamesTest {

    @Test
    void findsTheBeginningsOfWordsWhateverTheAccents() {
        assertThat(PlainNames.begins("Álvaro Núñez-Ibarra", "al")).isTrue();
        assertThat(PlainNames.begins("Álvaro Núñez-Ibarra", "IBA nun")).isTrue();
        assertThat(PlainNames.begins("Łukasz Grøn", "luk gro")).isTrue();
        assertThat(PlainNames.begins("Jürgen Weiß", "weiss")).isTrue();
        assertThat(PlainNames.begins("Mia Ferrari", "")).isTrue();
        assertThat(PlainNames.begins("Mia Ferrari", "  ")).isTrue();
    }

    @Test
    void findsNothingWithinAWord() {
        assertThat(PlainNames.begins("Mia Ferrari", "ari")).isFalse();
        assertThat(PlainNames.begins("Mia Ferrari", "mia x")).isFalse();
        assertThat(PlainNames.begins("Mia Ferrari", "%")).isFalse();
    }
}
