/** What the documentation of the Python system's job says, to the letter, against a running application. */
@org.jspecify.annotations.NullMarked
package io.autoimport.spring.reference;
