/** The library in an application that is processed ahead of time, or that a class data sharing archive is made of. */
package io.autoimport.spring.aheadoftime;
