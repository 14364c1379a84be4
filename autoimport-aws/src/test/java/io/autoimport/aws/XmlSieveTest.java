package io.autoimport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.aws.XmlSieve.Elements;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlSieveTest {

    private static final Elements ELEMENTS =
            Elements.any(Elements.named("all").and("some", Elements.any(Elements.named("a", "b"))));

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    <r/>                                                    | <r/>
                    <r><all>1</all><none>2</none></r>                       | <r><all>1</all></r>
                    <r><all><x>1</x><all/><x/></all></r>                    | <r><all><x>1</x><all/><x/></all></r>
                    <r><none><all>1</all><none/></none><all/></r>           | <r><all/></r>
                    <r><none/><all>1</all><none></none></r>                 | <r><all>1</all></r>
                    <r><some><i><a>1</a><c>2</c><b>3</b></i><c/></some></r> | <r><some><i><a>1</a><b>3</b></i><c/></some></r>
                    <r><some/><a>1</a></r>                                  | <r><some/></r>
                    <r><allx>1</allx><al>2</al></r>                         | <r></r>
                    <n:r><n:all y="<all>/>">1</n:all><n:c z='/>'>2</n:c></n:r> | <n:r><n:all y="<all>/>">1</n:all></n:r>
                    <?xml version="1.0"?><r><!-- <all> -->t<![CDATA[<all>]]></r> | <?xml version="1.0"?><r><!-- <all> -->t<![CDATA[<all>]]></r>
                    <r><none><!-- </none> --><![CDATA[</none>]]></none ></r > | <r></r >
                    <r><all >1</all ><all	a="1"/></r>                      | <r><all >1</all ><all	a="1"/></r>
                    <r><all>1</all></r></r><none>1</none>                   | <r><all>1</all></r></r><none>1</none>
                    <r><all>1                                               | <r><all>1
                    <r><none>1                                              | <r>
                    <r><no                                                  | <r><
                    <r><                                                    | <r><
                    """, delimiter = '|')
    void keepsWhatIsRead(String document, String kept) {
        assertThat(sieved(document, Integer.MAX_VALUE)).isEqualTo(kept);
        for (int atOnce = 1; atOnce < document.length(); atOnce++) {
            assertThat(sieved(document, atOnce)).as("%d bytes at once", atOnce).isEqualTo(kept);
        }
    }

    private static String sieved(String document, int atOnce) {
        byte[] bytes = document.getBytes(UTF_8);
        XmlSieve sieve = new XmlSieve(ELEMENTS);
        XmlShape shape = new XmlShape("the document", sieve);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += Math.min(atOnce, bytes.length)) {
            shape.next(bytes, from, Math.min(atOnce, bytes.length - from));
            kept.write(sieve.kept(), 0, sieve.keptLength());
        }
        sieve.finish();
        kept.write(sieve.kept(), 0, sieve.keptLength());
        return kept.toString(UTF_8);
    }
}
