// Next.js runs this file before anything else of the page.
import '#hooks/page-store';
