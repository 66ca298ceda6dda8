CREATE TABLE carrier (
  carr_id INTEGER PRIMARY KEY,
  nm TEXT,
  age INTEGER,
  bike TEXT,
  start_dt DATE,
  wk_pay REAL
);
CREATE TABLE round (
  rnd_id INTEGER PRIMARY KEY,
  carr_id INTEGER,
  quarter TEXT,
  dist_km REAL,
  hills TEXT,
  FOREIGN KEY (carr_id) REFERENCES carrier(carr_id)
);
CREATE TABLE household (
  hh_id INTEGER PRIMARY KEY,
  rnd_id INTEGER,
  nm TEXT,
  street TEXT,
  tip REAL,
  dog TEXT,
  FOREIGN KEY (rnd_id) REFERENCES round(rnd_id)
);
CREATE TABLE puzzle_paper (
  pp_id INTEGER PRIMARY KEY,
  title TEXT,
  lang TEXT,
  level TEXT,
  price REAL,
  pages INTEGER
);
CREATE TABLE subscr (
  hh_id INTEGER,
  pp_id INTEGER,
  since_dt DATE,
  copies INTEGER,
  paid_by TEXT,
  PRIMARY KEY (hh_id, pp_id),
  FOREIGN KEY (hh_id) REFERENCES household(hh_id),
  FOREIGN KEY (pp_id) REFERENCES puzzle_paper(pp_id)
);
CREATE TABLE complaint (
  cmp_id INTEGER PRIMARY KEY,
  hh_id INTEGER,
  cmp_dt DATE,
  reason TEXT,
  refund REAL,
  FOREIGN KEY (hh_id) REFERENCES household(hh_id)
);
INSERT INTO carrier VALUES (1,'Billy Entwistle',14,'own','2023-09-04',32.5),(2,'Jamal Osei',15,'firm','2022-06-20',38),(3,'Tom Penrose',13,'none','2024-01-08',24),(4,'Kacper Zielony',16,'own','2021-04-12',41.5),(5,'Danny Quirk',14,'firm','2023-03-27',30),(6,'Arjun Patel',15,'own','2022-11-14',36),(7,'Oskar Lindqvist',13,'none','2024-05-06',22.5),(8,'Luca Moretti',17,'firm','2020-08-31',NULL);
INSERT INTO round VALUES (1,1,'Harbour',4.2,'no'),(2,2,'Old Town',3.1,'yes'),(3,4,'Castle Hill',5.6,'yes'),(4,4,'Mill Lane',2.7,'no'),(5,5,'Harbour',3.8,'no'),(6,6,'Station',4.9,'no'),(7,2,'Castle Hill',6.3,'yes'),(8,3,'Old Town',1.9,'yes'),(9,NULL,'Meadows',7.4,'no');
INSERT INTO household VALUES (21,1,'Trelawney','Quay Street',2,'no'),(22,1,'Haddad','Rope Walk',0.5,'yes'),(23,2,'Mrs Oddie','Fish Row',5,'no'),(24,3,'Bergström','Keep Road',1.5,'yes'),(25,3,'Dr Nwosu','Keep Road',3,'no'),(26,4,'Fairweather','Mill Lane',NULL,'yes'),(27,5,'Kowalczyk','Quay Street',1,'no'),(28,6,'Abernathy','Platform Close',2.5,'yes'),(29,6,'The Red Lion','Signal Street',4,'no'),(30,7,'Colonel Pym','Moat View',10,'yes'),(31,8,'Yilmaz','Fish Row',0.75,'no'),(32,2,'St Ann Rectory','Church Steps',NULL,'no'),(33,9,'Vandermeer','Long Acre',1.25,'yes');
INSERT INTO puzzle_paper VALUES (1,'Morning Grid','English','easy',1.2,8),(2,'The Cryptic Courier','English','hard',2.4,16),(3,'Croisés du Jour','French','medium',1.9,12),(4,'Kreuz & Quer','German','medium',2.1,14),(5,'Junior Clues','English','easy',0.8,6),(6,'Black Squares Weekly','English','hard',3.5,32),(7,'Parole Incrociate','Italian','medium',2.25,20),(8,'Prize Puzzler','English','medium',2.75,24);
INSERT INTO subscr VALUES (21,1,'2022-01-03',1,'cash'),(22,3,'2023-05-15',1,'card'),(23,2,'2019-10-01',1,'cash'),(23,6,'2020-02-10',1,'cash'),(24,4,'2024-02-19',1,'card'),(25,2,'2021-07-26',1,'bank'),(26,1,'2023-11-06',2,'card'),(27,1,'2022-09-12',1,'cash'),(28,8,'2024-04-01',1,'bank'),(29,1,'2021-03-22',4,'bank'),(29,2,'2021-03-22',2,'bank'),(30,6,'2018-05-07',1,'bank'),(31,5,'2024-06-03',3,'cash'),(30,2,'2018-06-04',1,'bank');
INSERT INTO complaint VALUES (1,23,'2024-01-09','late',0),(2,30,'2024-01-15','wet',2.4),(3,30,'2024-02-02','late',0),(4,26,'2024-02-20','missing',1.2),(5,29,'2024-03-11','missing',4.8),(6,30,'2024-04-23','torn',3.5),(7,24,'2024-05-14','wrong paper',2.1),(8,28,'2024-05-30','late',NULL),(9,29,'2024-06-18','wet',2.4);
