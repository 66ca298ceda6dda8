CREATE TABLE branch (br_id INTEGER PRIMARY KEY, br_nm TEXT, city TEXT, opened INTEGER, seats INTEGER);
CREATE TABLE author (auth_id INTEGER PRIMARY KEY, fst_nm TEXT, lst_nm TEXT, nation TEXT, born INTEGER);
CREATE TABLE title (ttl_id INTEGER PRIMARY KEY, ttl TEXT, genre TEXT, lang TEXT, pub_yr INTEGER, pages INTEGER);
CREATE TABLE title_author (ttl_id INTEGER REFERENCES title(ttl_id), auth_id INTEGER REFERENCES author(auth_id), role TEXT, ord INTEGER, PRIMARY KEY (ttl_id, auth_id));
CREATE TABLE patron (pat_no INTEGER PRIMARY KEY, fst_nm TEXT, lst_nm TEXT, city TEXT, card_type TEXT, reg_dt DATE);
CREATE TABLE loan (loan_no INTEGER PRIMARY KEY, pat_no INTEGER REFERENCES patron(pat_no), ttl_id INTEGER REFERENCES title(ttl_id), br_id INTEGER REFERENCES branch(br_id), out_dt DATE, back_dt DATE, fine_amt REAL, renewals INTEGER);
INSERT INTO branch VALUES
(1,'Central','Halifax',1951,220),(2,'Woodlawn','Dartmouth',1978,64),(3,'Keshen Goodman','Halifax',2001,140),(4,'Alderney Gate','Dartmouth',1990,95),(5,'Tantallon','Tantallon',2006,40),(6,'Sackville','Sackville',1983,72),(7,'Musquodoboit','Musquodoboit',2012,18),(8,'Captain Spry','Halifax',1986,58);
INSERT INTO author VALUES
(1,'Ngozi','Eze','Nigeria',1977),(2,'Marcel','Doucet','Canada',1949),(3,'Sigrun','Halldorsdottir','Iceland',1962),(4,'Rafael','Quiroga','Uruguay',1938),(5,'Joan','Doucet','Canada',1952),(6,'Kenji','Arakawa','Japan',1970),(7,'Priya','Raman','India',1984),(8,'Elspeth','Munro','Scotland',1929),(9,'Tadeusz','Wolny','Poland',1955);
INSERT INTO title VALUES
(1,'The Salt Calendar','novel','English',2013,342),(2,'Tides of Fundy','nature','English',1994,210),(3,'Le phare muet','novel','French',1988,188),(4,'Snow over Hekla','crime','English',2007,401),(5,'Cartas del puerto','poetry','Spanish',1971,96),(6,'Bread, Slowly','cooking','English',2019,256),(7,'The Ninth Ferry','crime','English',2016,377),(8,'Kitchen of Two Oceans','cooking','English',2021,304),(9,'Highland Ghosts','novel','English',1965,279),(10,'Amber and Ash','poetry','Polish',1998,120),(11,'Birds of the Atlantic','nature','French',2002,NULL);
INSERT INTO title_author VALUES
(1,1,'writer',1),(2,2,'writer',1),(2,5,'illustrator',2),(3,2,'writer',1),(4,3,'writer',1),(5,4,'writer',1),(6,5,'writer',1),(7,6,'writer',1),(7,3,'translator',2),(8,7,'writer',1),(8,1,'writer',2),(9,8,'writer',1);
INSERT INTO patron VALUES
(501,'Gemma','Boudreau','Halifax','adult','2015-03-02'),(502,'Liam','Fraser','Dartmouth','student','2021-09-14'),(503,'Soo-ah','Kim','Halifax','student','2022-01-20'),(504,'Walter','Pyke','Tantallon','senior','1999-06-11'),(505,'Adaeze','Obi','Sackville','adult','2018-11-05'),(506,'Nora','Fraser','Dartmouth','child','2023-02-17'),(507,'Hassan','Al-Amin','Halifax','adult','2020-07-30'),(508,'Beatrice','LeBlanc','Musquodoboit','senior','2004-04-08'),(509,'Owen','Kim','Halifax','child','2023-08-21');
INSERT INTO loan VALUES
(1,501,1,1,'2023-01-09','2023-01-30',0,1),(2,501,4,1,'2023-02-02','2023-03-04',3.5,0),(3,502,7,4,'2023-02-10','2023-02-24',0,0),(4,503,7,3,'2023-03-01',NULL,12.0,2),(5,504,9,5,'2023-03-05','2023-03-19',0,0),(6,505,6,6,'2023-03-11','2023-04-15',5.25,1),(7,505,8,6,'2023-04-15',NULL,NULL,3),(8,506,2,4,'2023-04-20','2023-05-02',0,0),(9,507,1,3,'2023-05-06','2023-05-29',1.75,0),(10,507,7,1,'2023-05-29','2023-06-10',0,0),(11,508,9,2,'2023-06-02','2023-06-30',2.0,1),(12,501,8,1,'2023-06-18',NULL,NULL,0),(13,503,3,3,'2023-07-01','2023-07-14',0,0),(14,504,4,5,'2023-07-07','2023-07-21',0,2);
